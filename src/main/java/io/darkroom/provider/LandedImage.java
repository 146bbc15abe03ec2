package io.darkroom.provider;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The stream of an image on its way into a landing; looks at its first bytes.
///
/// Failures to write are [LandingFailure]s.
final class LandedImage extends OutputStream {

    /// How many bytes are enough to tell an image.
    static final int SIGNATURE = 12;

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
        return looksLikeImage(head());
    }

    /// Whether bytes begin so.
    static boolean looksLikeImage(byte[] bytes) {
        var start = new String(bytes, 0, Math.min(bytes.length, SIGNATURE),
                StandardCharsets.ISO_8859_1);
        return start.startsWith("\u0089PNG\r\n\u001a\n") || start.startsWith("\u00ff\u00d8\u00ff")
                || start.startsWith("GIF8")
                || (start.startsWith("RIFF") && start.endsWith("WEBP"));
    }

    /// The first 4 KiB.
    byte[] head() {
        return Arrays.copyOf(head, (int) Math.min(count, HEAD));
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
