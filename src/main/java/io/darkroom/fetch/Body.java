package io.darkroom.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/// Where the bytes of a download go, and how many may.
record Body(OutputStream target, long maxBytes) {

    private static final int BUFFER = 16 * 1024;

    /// Copies until the end.
    ///
    /// @throws IOException if reading fails
    /// @throws UncheckedIOException if writing fails, which is no fault of the far side
    long copy(InputStream from, Hop hop) throws IOException {
        var buffer = new byte[BUFFER];
        long total = 0;
        for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
            total += n;
            checkLength(total, hop);
            write(buffer, n);
        }
        return total;
    }

    void checkLength(long length, Hop hop) throws FetchFailure {
        if (length > maxBytes) {
            throw new FetchFailure(FetchFailure.Kind.TOO_BIG,
                    hop.shown() + " is longer than the " + maxBytes + " bytes allowed");
        }
    }

    private void write(byte[] buffer, int length) {
        try {
            target.write(buffer, 0, length);
        } catch (IOException e) {
            throw new UncheckedIOException("A download could not be written", e);
        }
    }
}
