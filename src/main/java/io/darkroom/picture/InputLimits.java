package io.darkroom.picture;

import io.darkroom.item.PixelSize;

/// How large an input image may be before and after it is made fit. Checked on the header, before
/// anything decodes it.
final class InputLimits {

    /// Longest file that is sent.
    static final long BYTES = 25L * 1024 * 1024;
    /// Most pixels that are sent.
    static final long PIXELS = 40_000_000;
    /// Longest side that is sent, in pixels.
    static final int SIDE = 16_384;

    private static final long DECODED = 100_000_000;
    private static final int DECODED_SIDE = 32_768;

    private InputLimits() {}

    /// @throws NotAnImage if decoding it would take too much
    static void check(Structure structure) throws NotAnImage {
        var size = structure.size();
        long pixels = (long) size.width() * size.height();
        if (Math.max(size.width(), size.height()) > DECODED_SIDE || pixels > DECODED) {
            throw new NotAnImage("It is " + size + " pixels; at most 100 megapixels and 32,768"
                    + " pixels a side are allowed");
        }
        if (structure.has(Trait.MANY_SCANS) && pixels > PIXELS) {
            throw new NotAnImage("It is " + size + " pixels in several scans; at most 40 megapixels"
                    + " are allowed of a progressive JPEG");
        }
    }

    static boolean fits(PixelSize size) {
        return Math.max(size.width(), size.height()) <= SIDE
                && (long) size.width() * size.height() <= PIXELS;
    }
}
