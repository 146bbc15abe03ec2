package io.darkroom.picture;

import io.darkroom.item.PixelSize;
import java.io.IOException;
import java.util.Optional;

/// Walks the segments of a JPEG to its end marker (ITU-T T.81, annex B).
final class JpegWalk {

    private static final int MARKER = 0xff;
    private static final int SOI = 0xd8;
    private static final int EOI = 0xd9;
    private static final int SOS = 0xda;
    private static final int TEM = 0x01;

    private final ImageBytes bytes;
    private Optional<PixelSize> size = Optional.empty();
    private boolean scanned;

    private JpegWalk(ImageBytes bytes) {
        this.bytes = bytes;
    }

    static PixelSize size(ImageBytes bytes) throws NotAnImage, IOException {
        bytes.skip(2);
        return new JpegWalk(bytes).walk();
    }

    private PixelSize walk() throws NotAnImage, IOException {
        int marker = marker(bytes.u8());
        while (marker != EOI) {
            marker = marker == SOS ? scan() : segment(marker);
        }
        if (!scanned) {
            throw new NotAnImage("The JPEG holds no pixels");
        }
        return size.orElseThrow(() -> new NotAnImage("The JPEG has no frame header"));
    }

    private int segment(int marker) throws NotAnImage, IOException {
        if (marker == SOI) {
            throw new NotAnImage("The JPEG is damaged: it starts twice");
        }
        if (!isLone(marker)) {
            body(marker);
        }
        return marker(bytes.u8());
    }

    private void body(int marker) throws NotAnImage, IOException {
        int length = bytes.u16() - 2;
        if (isFrame(marker)) {
            length -= frame(length);
        }
        if (length < 0) {
            throw new NotAnImage("The JPEG is damaged: a segment has no length");
        }
        bytes.skip(length);
    }

    private int frame(int length) throws NotAnImage, IOException {
        if (length < 6) {
            throw new NotAnImage("The JPEG is damaged: its frame header is too short");
        }
        bytes.skip(1);
        int height = bytes.u16();
        int width = bytes.u16();
        if (width == 0 || height == 0) {
            throw new NotAnImage("The JPEG does not say how large it is");
        }
        size = Optional.of(new PixelSize(width, height));
        return 5;
    }

    /// Goes over compressed data, in which 0xff is followed by 0 or a restart marker.
    private int scan() throws NotAnImage, IOException {
        bytes.skip(bytes.u16() - 2L);
        scanned = true;
        while (true) {
            if (bytes.u8() == MARKER) {
                int next = marker(MARKER);
                if (next != 0 && !isRestart(next)) {
                    return next;
                }
            }
        }
    }

    private int marker(int first) throws NotAnImage, IOException {
        if (first != MARKER) {
            throw new NotAnImage("The JPEG is damaged: bytes between its segments");
        }
        int next = bytes.u8();
        while (next == MARKER) {
            next = bytes.u8();
        }
        return next;
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8
                && marker != 0xcc;
    }

    private static boolean isLone(int marker) {
        return marker == TEM || isRestart(marker);
    }

    private static boolean isRestart(int marker) {
        return marker >= 0xd0 && marker <= 0xd7;
    }
}
