package io.darkroom.storage;

import io.darkroom.item.Secret;
import io.darkroom.storage.S3Settings.Checksums;
import io.darkroom.storage.S3Settings.Credentials;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/// A real S3 server on 127.0.0.1 with one bucket, kept in a folder.
final class BucketServer implements AutoCloseable {

    static final String BUCKET = "pictures";

    private static final String KEY = "darkroom";
    private static final String SECRET = "hush-hush";

    private final S3Proxy server;
    private final Path folder;

    BucketServer(Path folder) throws Exception {
        this(folder, UnaryOperator.identity());
    }

    /// @param fault what the blobs are seen through
    BucketServer(Path folder, UnaryOperator<BlobStore> fault) throws Exception {
        this.folder = folder;
        Files.createDirectories(folder.resolve(BUCKET));
        this.server = S3Proxy.builder()
                .blobStore(fault.apply(new FilesystemNio2BlobStore(folder.toString())))
                .awsAuthentication(AuthenticationType.AWS_V4, KEY, SECRET)
                .endpoint(URI.create("http://127.0.0.1:0")).build();
        server.start();
    }

    S3ObjectStore store() {
        return new S3ObjectStore(settings(BUCKET, SECRET));
    }

    S3Settings settings(String bucket, String secret) {
        return new S3Settings(Optional.of(URI.create("http://127.0.0.1:" + server.getPort())),
                bucket, "us-east-1", true, Checksums.WHEN_SUPPORTED,
                Optional.of(new Credentials(KEY, new Secret(secret))),
                Optional.of(folder.resolve(bucket)));
    }

    Path objects() {
        return folder.resolve(BUCKET);
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("The S3 server does not stop", e);
        }
    }
}
