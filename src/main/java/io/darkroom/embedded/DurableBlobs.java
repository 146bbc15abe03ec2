package io.darkroom.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/// Answers a put only when the object is on disk: whoever gets the answer deletes its own copy.
final class DurableBlobs extends ForwardingBlobStore {

    private final Path root;

    DurableBlobs(BlobStore blobs, Path root) {
        super(blobs);
        this.root = root;
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream content) {
        var response = super.putBlob(request, content);
        var object = root.resolve(request.bucket()).resolve(request.key()).normalize();
        try {
            flushUpToRoot(object);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return response;
    }

    /// The file and the folders above it, some of which the put may have created.
    private void flushUpToRoot(@Nullable Path path) throws IOException {
        if (path != null && path.startsWith(root)) {
            flush(path);
            flushUpToRoot(path.getParent());
        }
    }

    private static void flush(Path path) throws IOException {
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
