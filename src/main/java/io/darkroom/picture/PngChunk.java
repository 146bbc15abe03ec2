package io.darkroom.picture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/// One length, type, data and checksum.
final class PngChunk {

    private static final int KEPT = 1024 * 1024;

    private final String name;
    private final long length;
    private final byte[] start;

    private PngChunk(String name, long length, byte[] start) {
        this.name = name;
        this.length = length;
        this.start = start;
    }

    /// @throws NotAnImage if the checksum does not fit, or bytes are missing
    static PngChunk read(ImageBytes bytes) throws NotAnImage, IOException {
        long length = bytes.u32();
        var type = bytes.take(4);
        var name = new String(type, StandardCharsets.US_ASCII);
        var crc = new CRC32();
        crc.update(type);
        var start = bytes.take(
                name.equals("IDAT") ? 0 : (int) Math.min(length, Math.min(KEPT, bytes.left())));
        crc.update(start);
        bytes.pass(length - start.length, (piece, n) -> crc.update(piece, 0, n));
        if (crc.getValue() != bytes.u32()) {
            throw new NotAnImage("The PNG is damaged: a checksum does not fit its bytes");
        }
        return new PngChunk(name, length, start);
    }

    String name() {
        return name;
    }

    /// How many bytes of data there are.
    long length() {
        return length;
    }

    /// The data, or as much of it as is looked at: nothing of pixels.
    byte[] start() {
        return start;
    }
}
