package io.darkroom.picture;

import io.darkroom.item.PixelSize;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.awt.image.Raster;
import java.util.Arrays;
import java.util.function.IntBinaryOperator;

/// Decoded pixels in sRGB, row by row.
final class Pixels {

    private static final int OPAQUE = 0xff;

    private final int width;
    private final int height;
    private final int[] argb;

    /// @param argb eight bits each of alpha, red, green and blue, not premultiplied, for each pixel;
    ///        taken, not copied
    /// @throws IllegalArgumentException if there are fewer or more pixels than the edges say
    Pixels(int width, int height, int[] argb) {
        if ((long) width * height != argb.length) {
            throw new IllegalArgumentException(
                    width + "×" + height + " pixels are not " + argb.length);
        }
        this.width = width;
        this.height = height;
        this.argb = argb;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    int[] argb() {
        return argb;
    }

    int at(int x, int y) {
        return argb[y * width + x];
    }

    boolean opaque() {
        return Arrays.stream(argb).allMatch(pixel -> pixel >>> 24 == OPAQUE);
    }

    /// The same pixels for the runtime's tools; a change there is a change here.
    BufferedImage buffered() {
        return image(BufferedImage.TYPE_INT_ARGB);
    }

    /// The same without the alpha.
    BufferedImage opaqueImage() {
        return image(BufferedImage.TYPE_INT_RGB);
    }

    private BufferedImage image(int type) {
        var model = new BufferedImage(1, 1, type).getColorModel();
        var samples = model.createCompatibleSampleModel(width, height);
        var raster = Raster.createWritableRaster(samples, new DataBufferInt(argb, argb.length),
                null);
        return new BufferedImage(model, raster, false, null);
    }

    /// A larger, empty image with this one on it.
    Pixels on(PixelSize screen, int left, int top) {
        var larger = new int[screen.width() * screen.height()];
        for (int y = 0; y < height; y++) {
            System.arraycopy(argb, y * width, larger, (y + top) * screen.width() + left, width);
        }
        return new Pixels(screen.width(), screen.height(), larger);
    }

    /// Other edges, each pixel taken from a place of this image.
    Pixels rearranged(int newWidth, int newHeight, IntBinaryOperator from) {
        var moved = new int[argb.length];
        for (int y = 0; y < newHeight; y++) {
            for (int x = 0; x < newWidth; x++) {
                moved[y * newWidth + x] = from.applyAsInt(x, y);
            }
        }
        return new Pixels(newWidth, newHeight, moved);
    }
}
