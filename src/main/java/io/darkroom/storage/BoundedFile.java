package io.darkroom.storage;

import io.darkroom.item.UnusableInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/// Writes an object to a file, up to a number of bytes.
record BoundedFile(String key, Path target, long maxBytes)
        implements
            ResponseTransformer<GetObjectResponse, GetObjectResponse> {

    private static final int BUFFER = 64 * 1024;

    @Override
    public GetObjectResponse transform(GetObjectResponse response, AbortableInputStream body) {
        try (var out = Files.newOutputStream(target)) {
            copy(body, out);
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException("The object " + key + " could not be kept", e);
        }
    }

    private void copy(AbortableInputStream body, OutputStream out) throws IOException {
        var buffer = new byte[BUFFER];
        long total = 0;
        for (int n = next(body, buffer); n >= 0; n = next(body, buffer)) {
            total += n;
            if (total > maxBytes) {
                body.abort();
                throw new UnusableInput("The object " + key + " is longer than the " + maxBytes
                        + " bytes allowed");
            }
            out.write(buffer, 0, n);
        }
    }

    /// A broken read is tried again from the start; a full disk is not.
    private static int next(InputStream body, byte[] buffer) {
        try {
            return body.read(buffer);
        } catch (IOException e) {
            throw RetryableException.create("The connection broke while an object was read", e);
        }
    }
}
