package io.darkroom.sandbox;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;

/// Writes bodies slowly, or on and on, without holding them.
final class Pour {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final int PIECE = 64 << 10;

    private Pour() {}

    /// @param perSecond bytes a second, at least 1
    static void slowly(byte[] body, long perSecond, OutputStream out)
            throws IOException, InterruptedException {
        int step = Math.clamp(perSecond, 1, PIECE);
        for (int i = 0; i < body.length; i += step) {
            if (i > 0) {
                Thread.sleep(SECOND);
            }
            out.write(body, i, Math.min(step, body.length - i));
            out.flush();
        }
    }

    /// The same byte again and again.
    static void endlessly(char b, long count, OutputStream out) throws IOException {
        var piece = new byte[PIECE];
        Arrays.fill(piece, (byte) b);
        for (long left = count; left > 0; left -= PIECE) {
            out.write(piece, 0, (int) Math.min(left, PIECE));
        }
    }
}
