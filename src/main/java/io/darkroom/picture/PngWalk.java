package io.darkroom.picture;

import io.darkroom.item.PixelSize;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/// Walks the chunks of a PNG to its end and checks each checksum (W3C PNG, third edition, 5.3).
final class PngWalk {

    private static final int SIGNATURE = 8;
    private static final int IHDR_LENGTH = 13;

    private PngWalk() {}

    static PixelSize size(ImageBytes bytes) throws NotAnImage, IOException {
        bytes.skip(SIGNATURE);
        var size = header(bytes);
        boolean pixels = false;
        for (var chunk = Chunk.skip(bytes); !chunk.equals("IEND"); chunk = Chunk.skip(bytes)) {
            pixels |= chunk.equals("IDAT");
        }
        if (!pixels) {
            throw new NotAnImage("The PNG holds no pixels");
        }
        return size;
    }

    private static PixelSize header(ImageBytes bytes) throws NotAnImage, IOException {
        long length = bytes.u32();
        var type = bytes.take(4);
        if (length != IHDR_LENGTH || !Chunk.name(type).equals("IHDR")) {
            throw new NotAnImage("The PNG does not start with its header");
        }
        var data = bytes.take(IHDR_LENGTH);
        var crc = new CRC32();
        crc.update(type);
        crc.update(data);
        Chunk.check(crc, bytes.u32());
        return fields(ByteBuffer.wrap(data));
    }

    private static PixelSize fields(ByteBuffer data) throws NotAnImage {
        int width = data.getInt();
        int height = data.getInt();
        int depth = data.get();
        if (width < 1 || height < 1 || !fits(depth, data.get())) {
            throw new NotAnImage("The PNG's header holds values that are not allowed");
        }
        return new PixelSize(width, height);
    }

    /// Table 8 of the standard: bit depths by colour type.
    private static boolean fits(int depth, int colour) {
        return switch (colour) {
            case 0 -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
            case 3 -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
            case 2, 4, 6 -> depth == 8 || depth == 16;
            default -> false;
        };
    }

    /// One length, type, data and checksum.
    private static final class Chunk {

        static String skip(ImageBytes bytes) throws NotAnImage, IOException {
            long length = bytes.u32();
            var type = bytes.take(4);
            var crc = new CRC32();
            crc.update(type);
            bytes.pass(length, (piece, n) -> crc.update(piece, 0, n));
            check(crc, bytes.u32());
            return name(type);
        }

        static void check(CRC32 crc, long wanted) throws NotAnImage {
            if (crc.getValue() != wanted) {
                throw new NotAnImage("The PNG is damaged: a checksum does not fit its bytes");
            }
        }

        static String name(byte[] type) {
            return new String(type, StandardCharsets.US_ASCII);
        }
    }
}
