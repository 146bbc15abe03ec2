package io.darkroom.picture;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/// Converts decoded samples into pixels of sRGB, a row at a time.
///
/// Grey samples are taken as they are: the runtime would take them for linear light.
record ToSrgb(Tone tone) {

    private static final int OPAQUE = 0xff;

    /// @throws NotAnImage if the samples are no whole numbers
    Pixels convert(BufferedImage image) throws NotAnImage {
        int type = image.getRaster().getDataBuffer().getDataType();
        if (type == DataBuffer.TYPE_FLOAT || type == DataBuffer.TYPE_DOUBLE) {
            throw new NotAnImage("The image has floating point samples; whole numbers are needed");
        }
        if (image.getColorModel() instanceof IndexColorModel palette) {
            return each(image, row -> indexed(image.getRaster(), palette, row));
        }
        var plain = inSrgb(image);
        var direct = new Direct(plain, tone);
        return each(plain, direct::row);
    }

    private static BufferedImage inSrgb(BufferedImage image) {
        var colours = image.getColorModel().getColorSpace();
        if (image.isAlphaPremultiplied()) {
            image.coerceData(false);
        }
        if (colours.isCS_sRGB() || colours.getType() == ColorSpace.TYPE_GRAY) {
            return image;
        }
        var plain = new BufferedImage(image.getWidth(), image.getHeight(),
                image.getColorModel().hasAlpha()
                        ? BufferedImage.TYPE_INT_ARGB
                        : BufferedImage.TYPE_INT_RGB);
        return new ColorConvertOp(null).filter(image, plain);
    }

    private int[] indexed(Raster raster, IndexColorModel palette, int y) {
        var row = raster.getSamples(0, y, raster.getWidth(), 1, 0, (int[]) null);
        for (int x = 0; x < row.length; x++) {
            int index = Math.min(row[x], palette.getMapSize() - 1);
            row[x] = argb(palette.getAlpha(index), toned(palette.getRed(index)),
                    toned(palette.getGreen(index)), toned(palette.getBlue(index)));
        }
        return row;
    }

    private int toned(int eightBits) {
        return tone.of(eightBits * 0x101);
    }

    private static Pixels each(BufferedImage image, Rows rows) {
        int width = image.getWidth();
        var argb = new int[width * image.getHeight()];
        for (int y = 0; y < image.getHeight(); y++) {
            System.arraycopy(rows.row(y), 0, argb, y * width, width);
        }
        return new Pixels(width, image.getHeight(), argb);
    }

    private static int argb(int alpha, int red, int green, int blue) {
        return alpha << 24 | red << 16 | green << 8 | blue;
    }

    private interface Rows {

        int[] row(int y);
    }

    /// Samples of grey or of red, green and blue, with or without alpha as the last band.
    private record Direct(BufferedImage image, Tone tone) {

        int[] row(int y) {
            var raster = image.getRaster();
            int width = raster.getWidth();
            int bands = raster.getNumBands();
            boolean grey = bands < 3;
            boolean alpha = image.getColorModel().hasAlpha();
            var samples = raster.getPixels(0, y, width, 1, (int[]) null);
            var row = new int[width];
            for (int x = 0; x < width; x++) {
                int at = x * bands;
                int red = tone.of(wide(samples[at], 0));
                row[x] = argb(
                        alpha ? narrow(wide(samples[at + bands - 1], bands - 1)) : OPAQUE, red,
                        grey ? red : tone.of(wide(samples[at + 1], 1)),
                        grey ? red : tone.of(wide(samples[at + 2], 2)));
            }
            return row;
        }

        private static int narrow(int sample) {
            return (sample * 255 + 0x7fff) / 0xffff;
        }

        private int wide(int sample, int band) {
            int bits = image.getSampleModel().getSampleSize(band);
            return bits == 16 ? sample : (int) (sample * 65_535L / ((1L << bits) - 1));
        }
    }
}
