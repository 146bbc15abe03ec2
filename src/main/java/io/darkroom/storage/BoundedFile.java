package io.darkroom.storage;

import io.darkroom.item.UnusableInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file that takes an object of the store, up to a number of bytes.
record BoundedFile(Path target, long maxBytes) {

    private static final int BUFFER = 64 * 1024;

    /// @throws UnusableInput if there are more bytes than allowed; the rest is not read
    /// @throws StoreUnavailable if the connection breaks
    /// @throws UncheckedIOException if the file cannot be written
    void fill(String key, InputStream body) {
        try (var out = Files.newOutputStream(target)) {
            copy(key, body, out);
        } catch (IOException e) {
            throw new UncheckedIOException("The object " + key + " could not be kept", e);
        }
    }

    private void copy(String key, InputStream body, OutputStream out) throws IOException {
        var buffer = new byte[BUFFER];
        long total = 0;
        for (int n = next(key, body, buffer); n >= 0; n = next(key, body, buffer)) {
            total += n;
            if (total > maxBytes) {
                throw new UnusableInput("The object " + key + " is longer than the " + maxBytes
                        + " bytes allowed");
            }
            out.write(buffer, 0, n);
        }
    }

    private static int next(String key, InputStream body, byte[] buffer) {
        try {
            return body.read(buffer);
        } catch (IOException e) {
            throw new StoreUnavailable("The connection to the store broke while object " + key
                    + " was read", e);
        }
    }
}
