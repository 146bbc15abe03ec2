package io.darkroom.picture;

import io.darkroom.item.PixelSize;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Set;

/// Walks the chunks of a PNG to its end and checks each checksum (W3C PNG, third edition, 5.3).
final class PngWalk {

    private static final int SIGNATURE = 8;
    private static final int IHDR_LENGTH = 13;
    private static final int INDEXED = 3;
    private static final int COLOUR = 2;

    private final ImageBytes bytes;
    private final Set<Trait> traits = EnumSet.noneOf(Trait.class);
    private final PngColours colours = new PngColours();
    private Orientation orientation = Orientation.UPRIGHT;
    private boolean pixels;

    private PngWalk(ImageBytes bytes) {
        this.bytes = bytes;
    }

    static Structure walk(ImageBytes bytes) throws NotAnImage, IOException {
        bytes.skip(SIGNATURE);
        return new PngWalk(bytes).walk();
    }

    private Structure walk() throws NotAnImage, IOException {
        var size = header(PngChunk.read(bytes));
        for (var chunk = next(); !chunk.equals("IEND"); chunk = next()) {
            pixels |= chunk.equals("IDAT");
        }
        if (!pixels) {
            throw new NotAnImage("The PNG holds no pixels");
        }
        if (colours.others()) {
            traits.add(Trait.OTHER_COLOURS);
        }
        return new Structure(size, orientation, traits);
    }

    private String next() throws NotAnImage, IOException {
        var chunk = PngChunk.read(bytes);
        colours.see(chunk);
        switch (chunk.name()) {
            case "acTL" -> traits.add(Trait.ANIMATED);
            case "eXIf" -> orientation = Orientation.ofExif(chunk.start());
            default -> {
            }
        }
        return chunk.name();
    }

    private PixelSize header(PngChunk chunk) throws NotAnImage {
        if (chunk.length() != IHDR_LENGTH || !chunk.name().equals("IHDR")) {
            throw new NotAnImage("The PNG does not start with its header");
        }
        var data = ByteBuffer.wrap(chunk.start());
        int width = data.getInt();
        int height = data.getInt();
        int depth = data.get();
        int colour = data.get();
        if (width < 1 || height < 1 || !fits(depth, colour)) {
            throw new NotAnImage("The PNG's header holds values that are not allowed");
        }
        if (colour == INDEXED || (colour & COLOUR) == 0) {
            traits.add(Trait.FEW_COLOURS);
        }
        if (depth > 8) {
            traits.add(Trait.DEEP);
        }
        return new PixelSize(width, height);
    }

    /// Table 8 of the standard: bit depths by colour type.
    private static boolean fits(int depth, int colour) {
        return switch (colour) {
            case 0 -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
            case INDEXED -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
            case COLOUR, 4, 6 -> depth == 8 || depth == 16;
            default -> false;
        };
    }
}
