package io.darkroom.check;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;

/// An image's bytes, looked at without trust: ImageIO decodes a JPEG that was cut off without an
/// error, so the end marker is looked for as well.
final class Picture {

    private static final byte[] PNG_END = HexFormat.of().parseHex("0000000049454e44ae426082");
    private static final byte[] JPEG_END = HexFormat.of().parseHex("ffd9");
    private static final int RIFF_HEAD = 8;

    private final byte[] bytes;
    private final List<String> flaws = new ArrayList<>();

    private Picture(byte[] bytes) {
        this.bytes = bytes;
    }

    /// What is wrong with an image; empty if nothing is.
    ///
    /// @param format as it was asked for: png, jpeg or webp
    static List<String> flaws(byte[] bytes, String format, int width, int height) {
        var picture = new Picture(bytes);
        picture.checkEnd(format);
        picture.checkPixels(format, width, height);
        return picture.flaws;
    }

    private void checkEnd(String format) {
        boolean whole = switch (format) {
            case "png" -> endsWith(PNG_END);
            case "jpeg" -> endsWith(JPEG_END);
            case "webp" -> riffIsWhole();
            default -> false;
        };
        if (!whole) {
            flaws.add("has no end marker of a " + format);
        }
    }

    private boolean endsWith(byte[] end) {
        return bytes.length > end.length && Arrays.equals(end, Arrays.copyOfRange(bytes,
                bytes.length - end.length, bytes.length));
    }

    private boolean riffIsWhole() {
        return bytes.length > RIFF_HEAD && ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN)
                .getInt(4) == bytes.length - RIFF_HEAD
                && new String(bytes, 0, 4, StandardCharsets.US_ASCII).equals("RIFF");
    }

    private void checkPixels(String format, int width, int height) {
        try (var in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
            var readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                flaws.add("is no image");
                return;
            }
            var reader = readers.next();
            reader.setInput(in);
            compare(reader, decode(reader), format, width, height);
        } catch (IOException | RuntimeException e) {
            flaws.add("cannot be decoded: " + e);
        }
    }

    private BufferedImage decode(ImageReader reader) throws IOException {
        IIOReadWarningListener listener = (_, warning) -> flaws.add("decodes with a warning: "
                + warning);
        reader.addIIOReadWarningListener(listener);
        return reader.read(0);
    }

    private void compare(ImageReader reader, BufferedImage image, String format, int width,
            int height) throws IOException {
        if (!reader.getFormatName().toLowerCase(Locale.ROOT).equals(format)) {
            flaws.add("is a " + reader.getFormatName() + ", not a " + format);
        }
        if (image.getWidth() != width || image.getHeight() != height) {
            flaws.add("is %d×%d pixels, recorded as %d×%d".formatted(image.getWidth(),
                    image.getHeight(), width, height));
        }
    }
}
