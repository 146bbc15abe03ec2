package io.darkroom.sandbox;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.Arrays;

/// Pixels to draw on without Java2D, which wants fonts.
final class Canvas {

    private final BufferedImage image;
    private final int[] pixels;

    Canvas(int width, int height) {
        image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    }

    int width() {
        return image.getWidth();
    }

    int height() {
        return image.getHeight();
    }

    /// All pixels, row by row, as 0xRRGGBB; not a copy.
    int[] pixels() {
        return pixels;
    }

    BufferedImage image() {
        return image;
    }

    /// A rectangle, cut off at the edges.
    void fill(int x, int y, int width, int height, int rgb) {
        int from = Math.max(0, x);
        int to = Math.min(width(), x + width);
        for (int row = Math.max(0, y); row < Math.min(height(), y + height) && from < to; row++) {
            Arrays.fill(pixels, row * width() + from, row * width() + to, rgb);
        }
    }

    /// A disc, cut off at the edges.
    void disc(int x, int y, int radius, int rgb) {
        for (int row = -radius; row <= radius; row++) {
            int half = (int) Math.sqrt((double) radius * radius - (double) row * row);
            fill(x - half, y + row, 2 * half + 1, 1, rgb);
        }
    }

    /// From one colour at the top left to another at the bottom right.
    void gradient(int from, int to) {
        int steps = width() + height();
        var ramp = new int[steps];
        for (int i = 0; i < steps; i++) {
            ramp[i] = mix(from, to, i, steps);
        }
        for (int row = 0; row < height(); row++) {
            System.arraycopy(ramp, row, pixels, row * width(), width());
        }
    }

    /// Another image, stretched to a rectangle by its nearest pixels.
    void paste(BufferedImage other, int x, int y, int width, int height) {
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                int rgb = other.getRGB(column * other.getWidth() / width,
                        row * other.getHeight() / height);
                pixels[(y + row) * width() + x + column] = rgb & 0xffffff;
            }
        }
    }

    private static int mix(int from, int to, int part, int whole) {
        int mixed = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            long a = from >> shift & 0xff;
            long b = to >> shift & 0xff;
            mixed |= (int) ((a * (whole - part) + b * part) / whole) << shift;
        }
        return mixed;
    }
}
