package io.darkroom.storage;

import io.darkroom.item.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/// Which bucket, and how to talk to it.
///
/// @param endpoint of an S3-compatible store; empty for AWS
/// @param bucket must exist; is never created
/// @param region such as `eu-central-1`; many other stores take any, `auto` or `us-east-1`
/// @param pathStyle whether the bucket stands in the path instead of the host name
/// @param checksums which requests carry a checksum
/// @param credentials empty for the usual AWS places: environment, profile, instance role
/// @param publicFolder the local folder that holds the bucket's objects as files, if there is one;
///        then an object's URL is a file URL
public record S3Settings(Optional<URI> endpoint, String bucket, String region, boolean pathStyle,
        Checksums checksums, Optional<Credentials> credentials, Optional<Path> publicFolder) {

    /// @throws IllegalArgumentException if the bucket or the region is blank
    public S3Settings {
        if (bucket.isBlank() || region.isBlank()) {
            throw new IllegalArgumentException("A bucket and a region are needed");
        }
    }

    /// A key pair of the store.
    public record Credentials(String accessKey, Secret secretKey) {
    }

    /// When requests carry a checksum (AWS SDKs and Tools Reference Guide, "Data Integrity
    /// Protections", 2025).
    public enum Checksums {

        /// Whenever the operation supports one; what AWS and current stores want.
        WHEN_SUPPORTED,
        /// Only where the operation demands one; for stores that refuse the trailer.
        WHEN_REQUIRED
    }
}
