package io.darkroom.picture;

import io.darkroom.item.PixelSize;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// Walks the segments of a JPEG to its end marker (ITU-T T.81, annex B).
final class JpegWalk {

    private static final int MARKER = 0xff;
    private static final int SOI = 0xd8;
    private static final int EOI = 0xd9;
    private static final int SOS = 0xda;
    private static final int TEM = 0x01;
    private static final int PROGRESSIVE = 0xc2;

    private final ImageBytes bytes;
    private final JpegNotes notes = new JpegNotes();
    private final Set<Trait> traits = EnumSet.of(Trait.LOSSY);
    private Optional<PixelSize> size = Optional.empty();
    private int scans;

    private JpegWalk(ImageBytes bytes) {
        this.bytes = bytes;
    }

    static Structure walk(ImageBytes bytes) throws NotAnImage, IOException {
        bytes.skip(2);
        return new JpegWalk(bytes).walk();
    }

    private Structure walk() throws NotAnImage, IOException {
        int marker = marker(bytes.u8());
        while (marker != EOI) {
            marker = marker == SOS ? scan() : segment(marker);
        }
        if (scans == 0) {
            throw new NotAnImage("The JPEG holds no pixels");
        }
        if (scans > 1) {
            traits.add(Trait.MANY_SCANS);
        }
        if (notes.otherColours()) {
            traits.add(Trait.OTHER_COLOURS);
        }
        return new Structure(
                size.orElseThrow(() -> new NotAnImage("The JPEG has no frame header")),
                notes.orientation(), traits);
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
            length -= frame(marker, length);
        }
        if (length < 0) {
            throw new NotAnImage("The JPEG is damaged: a segment has no length");
        }
        if (JpegNotes.concerns(marker)) {
            notes.see(marker, bytes.take(length));
        } else {
            bytes.skip(length);
        }
    }

    private int frame(int marker, int length) throws NotAnImage, IOException {
        if (length < 6) {
            throw new NotAnImage("The JPEG is damaged: its frame header is too short");
        }
        int precision = bytes.u8();
        int height = bytes.u16();
        int width = bytes.u16();
        int components = bytes.u8();
        if (width == 0 || height == 0) {
            throw new NotAnImage("The JPEG does not say how large it is");
        }
        size = Optional.of(new PixelSize(width, height));
        if (components > 3) {
            traits.add(Trait.OTHER_COLOURS);
        }
        if (marker > PROGRESSIVE || precision != 8 || components == 2) {
            traits.add(Trait.RARE_CODING);
        }
        return 6;
    }

    /// Goes over compressed data, in which 0xff is followed by 0 or a restart marker.
    private int scan() throws NotAnImage, IOException {
        bytes.skip(bytes.u16() - 2L);
        scans++;
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
