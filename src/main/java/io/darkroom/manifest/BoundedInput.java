package io.darkroom.manifest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Gives out only so many bytes between two calls of [#allowMore], and only so many in all, so that a parser
/// that looks for the end of something cannot fill the memory.
final class BoundedInput extends FilterInputStream {

    private final long mostAtOnce;
    private final long most;
    private long given;
    private long length;

    /// @param mostAtOnce bytes
    /// @param most bytes
    BoundedInput(InputStream bytes, long mostAtOnce, long most) {
        super(bytes);
        this.mostAtOnce = mostAtOnce;
        this.most = most;
    }

    /// Begins to count again what is given out at once.
    void allowMore() {
        given = 0;
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        count(b < 0 ? 0 : 1);
        return b;
    }

    @Override
    public int read(byte[] buffer, int from, int count) throws IOException {
        int read = super.read(buffer, from, count);
        count(Math.max(0, read));
        return read;
    }

    private void count(int read) throws IOException {
        given += read;
        length += read;
        if (length > most) {
            throw new IOException("it unpacks to more than " + most + " bytes");
        }
        if (given > mostAtOnce) {
            throw new IOException("something in it has more than " + mostAtOnce + " bytes");
        }
    }
}
