package io.darkroom.manifest;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/// Gives out only so many characters between two calls of [#allowMore], so that a parser that looks for the
/// end of something cannot fill the memory.
final class BoundedReader extends FilterReader {

    private final long most;
    private long given;

    /// @param most characters at once
    BoundedReader(Reader text, long most) {
        super(text);
        this.most = most;
    }

    /// Begins to count again.
    void allowMore() {
        given = 0;
    }

    @Override
    public int read() throws IOException {
        int c = super.read();
        count(c < 0 ? 0 : 1);
        return c;
    }

    @Override
    public int read(char[] buffer, int from, int length) throws IOException {
        int read = super.read(buffer, from, length);
        count(read);
        return read;
    }

    private void count(int read) throws IOException {
        given += Math.max(0, read);
        if (given > most) {
            throw new IOException("something in it has more than " + most + " characters");
        }
    }
}
