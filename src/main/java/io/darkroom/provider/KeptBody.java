package io.darkroom.provider;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// An answer's body that ends with an error beyond a limit and remembers its first 1 MiB.
final class KeptBody extends FilterInputStream {

    private static final int KEPT = 1 << 20;

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final long most;
    private long count;

    KeptBody(InputStream in, long most) {
        super(in);
        this.most = most;
    }

    /// Reads on until 1 MiB is kept, as far as that goes.
    byte[] kept() {
        var piece = new byte[8192];
        try {
            int last;
            do {
                last = read(piece, 0, piece.length);
            } while (last >= 0 && kept.size() < KEPT);
        } catch (IOException _) {
            return kept.toByteArray();
        }
        return kept.toByteArray();
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int part = super.read(bytes, from, length);
        if (part > 0) {
            count += part;
            kept.write(bytes, from, Math.min(part, KEPT - kept.size()));
        }
        if (count > most) {
            throw new TooLong(most);
        }
        return part;
    }

    /// A body beyond the limit.
    static final class TooLong extends IOException {

        private static final long serialVersionUID = 1L;

        TooLong(long most) {
            super("The answer is longer than " + most + " bytes");
        }
    }
}
