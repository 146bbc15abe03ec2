package io.darkroom.picture;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.ObjIntConsumer;

/// Reads an image front to back and knows how much is left. The caller closes the stream.
final class ImageBytes {

    private static final int BUFFER = 8 * 1024;

    private final InputStream in;
    private long left;

    ImageBytes(InputStream in, long length) {
        this.in = new BufferedInputStream(in, BUFFER);
        this.left = length;
    }

    /// The next bytes without going past them; fewer at the end.
    byte[] peek(int count) throws IOException {
        in.mark(count);
        var bytes = in.readNBytes(count);
        in.reset();
        return bytes;
    }

    long left() {
        return left;
    }

    int u8() throws IOException, NotAnImage {
        need(1);
        int value = in.read();
        if (value < 0) {
            throw cutOff();
        }
        left--;
        return value;
    }

    int u16() throws IOException, NotAnImage {
        return u8() << 8 | u8();
    }

    long u32() throws IOException, NotAnImage {
        return (long) u16() << 16 | u16();
    }

    int u16Little() throws IOException, NotAnImage {
        return u8() | u8() << 8;
    }

    int u24Little() throws IOException, NotAnImage {
        return u8() | u8() << 8 | u8() << 16;
    }

    long u32Little() throws IOException, NotAnImage {
        return u24Little() | (long) u8() << 24;
    }

    byte[] take(int count) throws IOException, NotAnImage {
        need(count);
        var bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw cutOff();
        }
        left -= count;
        return bytes;
    }

    void skip(long count) throws IOException, NotAnImage {
        pass(count, (_, _) -> {});
    }

    /// Hands the next bytes on in pieces.
    void pass(long count, ObjIntConsumer<byte[]> to) throws IOException, NotAnImage {
        need(count);
        for (long rest = count; rest > 0;) {
            var piece = take((int) Math.min(rest, BUFFER));
            to.accept(piece, piece.length);
            rest -= piece.length;
        }
    }

    private void need(long count) throws NotAnImage {
        if (count > left) {
            throw cutOff();
        }
    }

    private static NotAnImage cutOff() {
        return new NotAnImage("The image is cut off");
    }
}
