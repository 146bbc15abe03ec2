package io.darkroom.check;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The objects as anybody sees them who may list and read.
public interface Bucket {

    /// An object, its bytes in memory.
    final class Found {

        private final byte[] bytes;
        private final String hash;

        Found(byte[] bytes, String hash) {
            this.bytes = bytes;
            this.hash = hash;
        }

        byte[] bytes() {
            return bytes;
        }

        /// What its metadata `sha256` says; `""` if it says nothing.
        String hash() {
            return hash;
        }
    }

    /// All keys that begin so, in any order.
    List<String> keys(String prefix);

    /// The object under a key; empty if there is none.
    Optional<Found> get(String key);

    /// Keys of multipart uploads that nobody finished or gave up.
    List<String> openUploads(String prefix);

    /// A bucket behind an endpoint, its name in the path.
    static S3Bucket at(URI endpoint, String name, String accessKey, String secretKey) {
        return new S3Bucket(endpoint, name, accessKey, secretKey);
    }

    /// The folder that the embedded server keeps a bucket in, for when no server runs.
    static Bucket in(Path folder) {
        return new FolderBucket(folder);
    }
}
