package io.darkroom.provider;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The stream of an image on its way into a landing; looks at its first bytes.
///
/// Failures to write are [LandingFailure]s.
final class LandedImage extends OutputStream {

    private static final int HEAD = 4096;

    private final OutputStream out;
    private final byte[] head = new byte[HEAD];
    private long count;

    private LandedImage(OutputStream out) {
        this.out = out;
    }

    static LandedImage into(Landing landing) {
        try {
            return new LandedImage(landing.image());
        } catch (IOException e) {
            throw new LandingFailure(e);
        }
    }

    /// Whether the bytes begin like a PNG, JPEG, WebP or GIF file.
    boolean looksLikeImage() {
        return starts(0, "\u0089PNG\r\n\u001a\n") || starts(0, "\u00ff\u00d8\u00ff")
                || starts(0, "GIF8") || (starts(0, "RIFF") && starts(8, "WEBP"));
    }

    /// The first 4 KiB.
    byte[] head() {
        return Arrays.copyOf(head, (int) Math.min(count, HEAD));
    }

    private boolean starts(int at, String latin1) {
        var wanted = latin1.getBytes(StandardCharsets.ISO_8859_1);
        return count >= at + wanted.length
                && Arrays.equals(wanted, 0, wanted.length, head, at, at + wanted.length);
    }

    @Override
    public void write(int b) {
        write(new byte[]{(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        if (count < HEAD) {
            int part = (int) Math.min(length, HEAD - count);
            System.arraycopy(bytes, from, head, (int) count, part);
        }
        count += length;
        try {
            out.write(bytes, from, length);
        } catch (IOException e) {
            throw new LandingFailure(e);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new LandingFailure(e);
        }
    }
}
