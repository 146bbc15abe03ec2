package io.darkroom.faults;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A stream that ends too early, or in which one byte is another.
final class Spoiled extends FilterInputStream {

    private final long place;
    private final boolean ends;
    private long passed;

    private Spoiled(InputStream in, long place, boolean ends) {
        super(in);
        this.place = place;
        this.ends = ends;
    }

    /// Fails after so many bytes.
    static InputStream cut(InputStream in, long bytes) {
        return new Spoiled(in, bytes, true);
    }

    /// Changes one bit of the byte at a place, counted from 0.
    static InputStream flip(InputStream in, long place) {
        return new Spoiled(in, place, false);
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] piece, int at, int length) throws IOException {
        if (ends && passed >= place) {
            throw new EOFException("Cut after " + place + " bytes");
        }
        int most = ends ? (int) Math.min(length, place - passed) : length;
        int read = in.read(piece, at, most);
        if (!ends && passed <= place && place < passed + read) {
            piece[at + (int) (place - passed)] ^= 1;
        }
        passed += Math.max(0, read);
        return read;
    }
}
