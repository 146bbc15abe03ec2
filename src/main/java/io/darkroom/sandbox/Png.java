package io.darkroom.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/// Writes PNG (ISO/IEC 15948) for speed: each row as its difference from the one above.
final class Png {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte UP = 2;

    private Png() {}

    static void write(Canvas canvas, OutputStream target) throws IOException {
        var out = new DataOutputStream(target);
        out.write(SIGNATURE);
        chunk(out, "IHDR", header(canvas));
        chunk(out, "IDAT", pixels(canvas));
        chunk(out, "IEND", new byte[0]);
        out.flush();
    }

    private static byte[] header(Canvas canvas) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.writeInt(canvas.width());
        out.writeInt(canvas.height());
        // 8 bits, RGB, deflate, adaptive filters, not interlaced
        out.write(new byte[]{8, 2, 0, 0, 0});
        return bytes.toByteArray();
    }

    private static byte[] pixels(Canvas canvas) throws IOException {
        var bytes = new ByteArrayOutputStream(1 << 16);
        var deflater = new Deflater(Deflater.BEST_SPEED);
        try (var out = new DeflaterOutputStream(bytes, deflater, 1 << 14)) {
            int width = canvas.width();
            var row = new byte[1 + 3 * width];
            row[0] = UP;
            for (int y = 0; y < canvas.height(); y++) {
                row(canvas.pixels(), y, width, row);
                out.write(row);
            }
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    private static void row(int[] pixels, int y, int width, byte[] row) {
        for (int x = 0; x < width; x++) {
            int here = pixels[y * width + x];
            int above = y == 0 ? 0 : pixels[(y - 1) * width + x];
            row[3 * x + 1] = (byte) ((here >> 16) - (above >> 16));
            row[3 * x + 2] = (byte) ((here >> 8) - (above >> 8));
            row[3 * x + 3] = (byte) (here - above);
        }
    }

    private static void chunk(DataOutputStream out, String type, byte[] data) throws IOException {
        var name = type.getBytes(StandardCharsets.US_ASCII);
        var crc = new CRC32();
        crc.update(name);
        crc.update(data);
        out.writeInt(data.length);
        out.write(name);
        out.write(data);
        out.writeInt((int) crc.getValue());
    }
}
