package io.darkroom.picture;

import io.darkroom.item.PixelSize;
import java.io.IOException;
import java.util.Set;

/// Reads the header of a BMP. Its rows may stand upside down, which a negative height says.
final class BmpWalk {

    private static final int FILE_HEADER = 14;
    private static final int OS2_HEADER = 12;
    private static final int HEADER = 40;

    private BmpWalk() {}

    static Structure walk(ImageBytes bytes) throws NotAnImage, IOException {
        bytes.skip(FILE_HEADER);
        long header = bytes.u32Little();
        if (header != OS2_HEADER && header < HEADER) {
            throw new NotAnImage("The BMP's header holds values that are not allowed");
        }
        int width = header == OS2_HEADER ? bytes.u16Little() : (int) bytes.u32Little();
        int height = header == OS2_HEADER ? bytes.u16Little() : (int) bytes.u32Little();
        if (width < 1 || height == 0 || height == Integer.MIN_VALUE) {
            throw new NotAnImage("The BMP does not say how large it is");
        }
        return new Structure(new PixelSize(width, Math.abs(height)), Set.of(Trait.OTHER_FORMAT));
    }
}
