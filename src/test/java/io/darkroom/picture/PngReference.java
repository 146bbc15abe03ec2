package io.darkroom.picture;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.InflaterInputStream;

/// Decodes a PNG by the book (W3C PNG, third edition, 7 to 9 and 13) and with nothing of the product:
/// one sample at a time, slowly.
final class PngReference {

    private static final int[][] PASSES = {{0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4},
            {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}};

    private final ByteArrayOutputStream packed = new ByteArrayOutputStream();
    private int width;
    private int height;
    private int depth;
    private int colour;
    private boolean interlaced;
    private byte[] palette = {};
    private byte[] transparency = {};
    private double gamma = 1 / 2.2;

    private PngReference() {}

    /// Alpha, red, green and blue of each pixel, eight bits each.
    static int[] argb(Path file) throws IOException {
        var reference = new PngReference();
        reference.chunks(ByteBuffer.wrap(Files.readAllBytes(file)));
        return reference.pixels();
    }

    private void chunks(ByteBuffer png) {
        png.position(8);
        while (png.hasRemaining()) {
            var data = new byte[png.getInt()];
            var name = new byte[4];
            png.get(name).get(data).getInt();
            chunk(new String(name, StandardCharsets.US_ASCII), data);
        }
    }

    private void chunk(String name, byte[] data) {
        switch (name) {
            case "IHDR" -> {
                var header = ByteBuffer.wrap(data);
                width = header.getInt();
                height = header.getInt();
                depth = header.get();
                colour = header.get();
                interlaced = data[12] == 1;
            }
            case "PLTE" -> palette = data;
            case "tRNS" -> transparency = data;
            case "gAMA" -> gamma = ByteBuffer.wrap(data).getInt() / 100_000.0;
            case "IDAT" -> packed.writeBytes(data);
            default -> {
            }
        }
    }

    private int[] pixels() throws IOException {
        var raw = ByteBuffer.wrap(new InflaterInputStream(
                new ByteArrayInputStream(packed.toByteArray())).readAllBytes());
        var argb = new int[width * height];
        for (var pass : interlaced ? PASSES : new int[][]{{0, 0, 1, 1}}) {
            int columns = (width - pass[0] + pass[2] - 1) / pass[2];
            int rows = (height - pass[1] + pass[3] - 1) / pass[3];
            var above = new byte[(columns * channels() * depth + 7) / 8];
            for (int y = 0; columns > 0 && y < rows; y++) {
                above = row(raw, above);
                for (int x = 0; x < columns; x++) {
                    argb[(pass[1] + y * pass[3]) * width + pass[0] + x * pass[2]] = pixel(above, x);
                }
            }
        }
        return argb;
    }

    private byte[] row(ByteBuffer raw, byte[] above) {
        int filter = raw.get();
        int back = Math.max(1, channels() * depth / 8);
        var row = new byte[above.length];
        raw.get(row);
        for (int i = 0; i < row.length; i++) {
            int a = i < back ? 0 : row[i - back] & 0xff;
            int b = above[i] & 0xff;
            int c = i < back ? 0 : above[i - back] & 0xff;
            row[i] += (byte) switch (filter) {
                case 1 -> a;
                case 2 -> b;
                case 3 -> (a + b) / 2;
                case 4 -> paeth(a, b, c);
                default -> 0;
            };
        }
        return row;
    }

    private static int paeth(int a, int b, int c) {
        int pa = Math.abs(b - c);
        int pb = Math.abs(a - c);
        int pc = Math.abs(a + b - 2 * c);
        if (pa <= pb && pa <= pc) {
            return a;
        }
        return pb <= pc ? b : c;
    }

    private int channels() {
        return switch (colour) {
            case 2 -> 3;
            case 4 -> 2;
            case 6 -> 4;
            default -> 1;
        };
    }

    private int sample(byte[] row, int index) {
        int value = 0;
        for (int bit = index * depth; bit < (index + 1) * depth; bit++) {
            value = value << 1 | ((row[bit / 8] >> (7 - bit % 8)) & 1);
        }
        return value;
    }

    private int pixel(byte[] row, int x) {
        int at = x * channels();
        int first = sample(row, at);
        return switch (colour) {
            case 0 -> argb(isKey(first, -1, -1) ? 0 : 1, first, first, first, depth);
            case 2 -> {
                int green = sample(row, at + 1);
                int blue = sample(row, at + 2);
                yield argb(isKey(first, green, blue) ? 0 : 1, first, green, blue, depth);
            }
            case 3 -> argb(first < transparency.length ? (transparency[first] & 0xff) / 255.0 : 1,
                    palette[3 * first] & 0xff, palette[3 * first + 1] & 0xff,
                    palette[3 * first + 2] & 0xff, 8);
            case 4 -> argb(share(sample(row, at + 1), depth), first, first, first, depth);
            default -> argb(share(sample(row, at + 3), depth), first, sample(row, at + 1),
                    sample(row, at + 2), depth);
        };
    }

    /// Whether it is the one colour that is to be seen through.
    private boolean isKey(int... samples) {
        var key = ByteBuffer.wrap(transparency);
        boolean is = key.hasRemaining();
        for (int i = 0; is && i < samples.length && key.hasRemaining(); i++) {
            is = key.getShort() == (short) samples[i];
        }
        return is;
    }

    private int argb(double alpha, int red, int green, int blue, int bits) {
        return (int) Math.round(alpha * 255) << 24 | seen(red, bits) << 16
                | seen(green, bits) << 8 | seen(blue, bits);
    }

    private static double share(int sample, int bits) {
        return sample / (Math.pow(2, bits) - 1);
    }

    private int seen(int sample, int bits) {
        double value = share(sample, bits);
        if (Math.abs(gamma - 1 / 2.2) > 0.005) {
            double light = Math.pow(value, 1 / gamma);
            value = light <= 0.0031308 ? 12.92 * light : 1.055 * Math.pow(light, 1 / 2.4) - 0.055;
        }
        return (int) Math.round(255 * value);
    }
}
