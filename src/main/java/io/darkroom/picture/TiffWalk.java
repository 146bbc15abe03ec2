package io.darkroom.picture;

import io.darkroom.item.PixelSize;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// Reads the first directory of a TIFF (TIFF 6.0, section 2), of which its first page is made.
final class TiffWalk {

    private static final int HEADER = 8;
    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int ORIENTATION = 274;
    private static final int SHORT = 3;
    private static final int LONG = 4;

    private final ImageBytes bytes;
    private final boolean little;

    private TiffWalk(ImageBytes bytes, boolean little) {
        this.bytes = bytes;
        this.little = little;
    }

    static Structure walk(ImageBytes bytes) throws NotAnImage, IOException {
        boolean little = bytes.u16() == 0x4949;
        bytes.skip(2);
        return new TiffWalk(bytes, little).walk();
    }

    private Structure walk() throws NotAnImage, IOException {
        long offset = u32();
        if (offset < HEADER) {
            throw new NotAnImage("The TIFF's header holds values that are not allowed");
        }
        bytes.skip(offset - HEADER);
        var values = new HashMap<Integer, Long>();
        for (int left = u16(); left > 0; left--) {
            entry(values);
        }
        return new Structure(new PixelSize(edge(values, WIDTH), edge(values, HEIGHT)),
                Orientation.of(values.getOrDefault(ORIENTATION, 1L)), Set.of(Trait.OTHER_FORMAT));
    }

    /// Of interest are numbers that stand in the entry itself.
    private void entry(Map<Integer, Long> values) throws NotAnImage, IOException {
        int tag = u16();
        int type = u16();
        u32();
        switch (type) {
            case SHORT -> {
                values.put(tag, (long) u16());
                bytes.skip(2);
            }
            case LONG -> values.put(tag, u32());
            default -> bytes.skip(4);
        }
    }

    private static int edge(Map<Integer, Long> values, int tag) throws NotAnImage {
        long edge = values.getOrDefault(tag, 0L);
        if (edge == 0) {
            throw new NotAnImage("The TIFF does not say how large it is");
        }
        return (int) Math.min(edge, Integer.MAX_VALUE);
    }

    private int u16() throws NotAnImage, IOException {
        return little ? bytes.u16Little() : bytes.u16();
    }

    private long u32() throws NotAnImage, IOException {
        return little ? bytes.u32Little() : bytes.u32();
    }
}
