package io.darkroom.picture;

import io.darkroom.item.PixelSize;
import java.io.IOException;
import java.util.Set;

/// Walks the blocks of a GIF to the end of its first image (GIF89a, appendix A).
final class GifWalk {

    private static final int SIGNATURE = 6;
    private static final int EXTENSION = 0x21;
    private static final int IMAGE = 0x2c;

    private final ImageBytes bytes;

    private GifWalk(ImageBytes bytes) {
        this.bytes = bytes;
    }

    static Structure walk(ImageBytes bytes) throws NotAnImage, IOException {
        return new GifWalk(bytes).walk();
    }

    private Structure walk() throws NotAnImage, IOException {
        bytes.skip(SIGNATURE);
        int width = bytes.u16Little();
        int height = bytes.u16Little();
        int flags = bytes.u8();
        bytes.skip(2);
        skipColours(flags);
        for (int block = bytes.u8(); block != IMAGE; block = bytes.u8()) {
            if (block != EXTENSION) {
                throw new NotAnImage("The GIF holds no image");
            }
            bytes.skip(1);
            skipData();
        }
        return new Structure(image(width, height), Set.of(Trait.OTHER_FORMAT));
    }

    /// A screen that is too small grows with the image on it.
    private PixelSize image(int width, int height) throws NotAnImage, IOException {
        int left = bytes.u16Little();
        int top = bytes.u16Little();
        int imageWidth = bytes.u16Little();
        int imageHeight = bytes.u16Little();
        if (imageWidth == 0 || imageHeight == 0) {
            throw new NotAnImage("The GIF does not say how large it is");
        }
        skipColours(bytes.u8());
        bytes.skip(1);
        skipData();
        return new PixelSize(Math.max(width, left + imageWidth),
                Math.max(height, top + imageHeight));
    }

    private void skipColours(int flags) throws NotAnImage, IOException {
        if ((flags & 0x80) != 0) {
            bytes.skip(3L << ((flags & 7) + 1));
        }
    }

    private void skipData() throws NotAnImage, IOException {
        for (int length = bytes.u8(); length != 0; length = bytes.u8()) {
            bytes.skip(length);
        }
    }
}
