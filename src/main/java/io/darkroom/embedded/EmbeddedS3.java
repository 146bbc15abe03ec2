package io.darkroom.embedded;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/// An S3 server over a folder, with one bucket. Each process starts its own over the same folder:
/// objects are files that appear whole, and a conditional put has one winner across processes.
///
/// Content type and user metadata are extended attributes of the files; a file system without them
/// keeps the bytes only. Thread-safe.
public final class EmbeddedS3 implements AutoCloseable {

    private static final String BUCKET = "darkroom";
    private static final String ACCESS_KEY = "darkroom";
    private static final long MAX_OBJECT_BYTES = 128L << 20;

    private final S3Proxy proxy;
    private final Path folder;
    private final String secretKey;

    private EmbeddedS3(S3Proxy proxy, Path folder, String secretKey) {
        this.proxy = proxy;
        this.folder = folder;
        this.secretKey = secretKey;
    }

    /// Starts a server on a free port of 127.0.0.1 that serves those who know the generated keys.
    ///
    /// @param home the objects are in its `s3`, the secret key is in its `s3.key`
    /// @throws EmbeddedFailure if the folder cannot be written or the server does not start
    public static EmbeddedS3 open(Path home) {
        var root = Folders.create(home.resolve("s3"));
        var folder = Folders.create(root.resolve(BUCKET));
        try {
            var secretKey = new SecretFile(root.resolveSibling("s3.key")).read(new SecureRandom());
            var proxy = build(root, secretKey);
            proxy.start();
            return new EmbeddedS3(proxy, folder, secretKey);
        } catch (Exception e) {
            throw new EmbeddedFailure("The embedded S3 server below " + home + " cannot start", e);
        }
    }

    private static S3Proxy build(Path root, String secretKey) {
        var blobs = new DurableBlobs(new FilesystemNio2BlobStore(root.toString()), root);
        return S3Proxy.builder().blobStore(blobs).endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, secretKey)
                .v4MaxNonChunkedRequestSize(MAX_OBJECT_BYTES).build();
    }

    /// The address of the server; buckets are paths of it, not host names.
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + proxy.getPort());
    }

    /// The name that belongs to the secret key.
    public String accessKey() {
        return ACCESS_KEY;
    }

    /// The key that signs requests; never to be logged.
    public String secretKey() {
        return secretKey;
    }

    /// The only bucket, which exists.
    public String bucket() {
        return BUCKET;
    }

    /// Where the objects of the bucket lie: `folder/KEY`.
    public Path folder() {
        return folder;
    }

    /// Stops the server; the objects stay.
    ///
    /// @throws EmbeddedFailure if it does not stop
    @Override
    public void close() {
        try {
            proxy.stop();
        } catch (Exception e) {
            throw new EmbeddedFailure("The embedded S3 server does not stop", e);
        }
    }
}
