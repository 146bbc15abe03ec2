package io.darkroom.picture;

import io.darkroom.item.PixelSize;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// Walks the chunks of a WebP to the length its RIFF header announces (RFC 9649).
final class WebpWalk {

    private static final int LONGEST_EXIF = 1024 * 1024;

    private final ImageBytes bytes;
    private final Set<Trait> traits = EnumSet.noneOf(Trait.class);
    private long left;
    private Optional<PixelSize> canvas = Optional.empty();
    private Optional<PixelSize> frame = Optional.empty();
    private Orientation orientation = Orientation.UPRIGHT;

    private WebpWalk(ImageBytes bytes, long left) {
        this.bytes = bytes;
        this.left = left;
    }

    static Structure walk(ImageBytes bytes) throws NotAnImage, IOException {
        bytes.skip(4);
        long length = bytes.u32Little();
        if (length > bytes.left()) {
            throw new NotAnImage("The image is cut off");
        }
        bytes.skip(4);
        return new WebpWalk(bytes, length - 4).walk();
    }

    private Structure walk() throws NotAnImage, IOException {
        while (left >= 8) {
            var name = new String(bytes.take(4), StandardCharsets.US_ASCII);
            long length = bytes.u32Little();
            long padded = length + (length & 1);
            left -= 8 + padded;
            if (left < 0) {
                throw new NotAnImage("The WebP is damaged: a chunk is longer than the file says");
            }
            bytes.skip(padded - chunk(name, length));
        }
        var pixels = frame.or(() -> canvas.filter(_ -> traits.contains(Trait.ANIMATED)))
                .orElseThrow(() -> new NotAnImage("The WebP holds no still image"));
        return new Structure(canvas.orElse(pixels), orientation, traits);
    }

    /// Reads what is needed of a chunk and says how many bytes that were.
    private long chunk(String name, long length) throws NotAnImage, IOException {
        return switch (name) {
            case "VP8X" -> extended(length);
            case "VP8 " -> lossy(length);
            case "VP8L" -> lossless(length);
            case "ANIM", "ANMF" -> {
                traits.add(Trait.ANIMATED);
                yield 0;
            }
            case "ICCP" -> profile(length);
            case "EXIF" -> exif(length);
            default -> 0;
        };
    }

    private int extended(long length) throws NotAnImage, IOException {
        need(length, 10);
        bytes.skip(4);
        canvas = Optional.of(new PixelSize(bytes.u24Little() + 1, bytes.u24Little() + 1));
        return 10;
    }

    private int lossy(long length) throws NotAnImage, IOException {
        need(length, 10);
        boolean keyFrame = (bytes.u24Little() & 1) == 0;
        if (!keyFrame || bytes.u24Little() != 0x2a019d) {
            throw new NotAnImage("The WebP is damaged: no key frame");
        }
        traits.add(Trait.LOSSY);
        frame = size(bytes.u16Little() & 0x3fff, bytes.u16Little() & 0x3fff);
        return 10;
    }

    private int lossless(long length) throws NotAnImage, IOException {
        need(length, 5);
        if (bytes.u8() != 0x2f) {
            throw new NotAnImage("The WebP is damaged: no lossless header");
        }
        long bits = bytes.u32Little();
        frame = size((int) (bits & 0x3fff) + 1, (int) (bits >> 14 & 0x3fff) + 1);
        return 5;
    }

    private long profile(long length) throws NotAnImage, IOException {
        var start = bytes.take((int) Math.min(length, ColourProfile.LONGEST));
        if (!ColourProfile.isSrgb(start)) {
            traits.add(Trait.OTHER_COLOURS);
        }
        return start.length;
    }

    /// Some writers begin the block as JPEG does.
    private long exif(long length) throws NotAnImage, IOException {
        if (length > LONGEST_EXIF) {
            return 0;
        }
        var block = bytes.take((int) length);
        int start = length > 6 && block[0] == 'E' && block[4] == 0 ? 6 : 0;
        orientation = Orientation.ofExif(Arrays.copyOfRange(block, start, block.length));
        return length;
    }

    private static Optional<PixelSize> size(int width, int height) throws NotAnImage {
        if (width == 0 || height == 0) {
            throw new NotAnImage("The WebP does not say how large it is");
        }
        return Optional.of(new PixelSize(width, height));
    }

    private static void need(long length, int wanted) throws NotAnImage {
        if (length < wanted) {
            throw new NotAnImage("The WebP is damaged: a header is too short");
        }
    }
}
