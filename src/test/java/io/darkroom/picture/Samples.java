package io.darkroom.picture;

import java.awt.Point;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Images made by hand, out of the ordinary each in its way.
final class Samples {

    private Samples() {}

    /// Twelve by eight pixels, each of another colour of few.
    static BufferedImage picture(int type) {
        var image = new BufferedImage(12, 8, type);
        for (int y = 0; y < 8; y++) {
            for (int x = 0; x < 12; x++) {
                image.setRGB(x, y, colour(x, y));
            }
        }
        return image;
    }

    static Pixels seen() {
        return pixels(picture(BufferedImage.TYPE_INT_ARGB));
    }

    /// What a person sees, as the runtime reads it.
    static Pixels pixels(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        return new Pixels(width, height,
                image.getRGB(0, 0, width, height, null, 0, width));
    }

    private static int colour(int x, int y) {
        return 0xff000000 | (x % 3 * 0x7f) << 16 | (y % 3 * 0x7f) << 8 | ((x + y) % 2 * 0xff);
    }

    /// @param bits of each pixel: 1, 2 or 4
    static BufferedImage palette(int bits) {
        int colours = 1 << bits;
        var red = new byte[colours];
        var green = new byte[colours];
        var blue = new byte[colours];
        red[1] = (byte) 0xff;
        green[1] = (byte) 0x80;
        blue[1] = 0x40;
        var model = new IndexColorModel(bits, colours, red, green, blue);
        var image = new BufferedImage(5, 3, BufferedImage.TYPE_BYTE_BINARY, model);
        image.getRaster().setSample(1, 0, 0, 1);
        return image;
    }

    static BufferedImage grey(int type, int sample) {
        var image = new BufferedImage(3, 2, type);
        image.getRaster().setSample(0, 0, 0, sample);
        return image;
    }

    /// Four inks, stored the other way round as Adobe's programs do and say.
    ///
    /// @param ink of each, 0 to 255
    static byte[] cmykJpeg(int ink) throws IOException {
        var samples = new byte[16 * 8 * 4];
        Arrays.fill(samples, (byte) (255 - ink));
        var raster = Raster.createInterleavedRaster(new DataBufferByte(samples, samples.length),
                16, 8, 64, 4, new int[]{0, 1, 2, 3}, new Point());
        var bytes = new ByteArrayOutputStream();
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(raster, null, null), null);
        } finally {
            writer.dispose();
        }
        var jpeg = bytes.toByteArray();
        var adobe = HexFormat.of().parseHex("ffee000e" + "41646f6265" + "0064" + "00000000" + "00");
        return concat(Arrays.copyOf(jpeg, 2), adobe, Arrays.copyOfRange(jpeg, 2, jpeg.length));
    }

    /// Sixteen by eight pixels with an EXIF block.
    static byte[] turnedJpeg(int tag) {
        var exif = ByteBuffer.allocate(36).put(HexFormat.of().parseHex("ffe10022457869660000"
                + "4d4d002a00000008" + "0001" + "011200030000000100")).put((byte) tag)
                .array();
        var jpeg = Images.of("jpg", 16, 8);
        return concat(Arrays.copyOf(jpeg, 2), exif, Arrays.copyOfRange(jpeg, 2, jpeg.length));
    }

    /// Four pixels of one colour, with a chunk of one's own behind the header.
    static byte[] png(int rgb, byte[] chunk) {
        var image = new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, 2, 2, new int[]{rgb, rgb, rgb, rgb}, 0, 2);
        var png = Images.of("png", image);
        return concat(Arrays.copyOf(png, 33), chunk, Arrays.copyOfRange(png, 33, png.length));
    }

    static byte[] gamma(int gamma) {
        return chunk("gAMA", ByteBuffer.allocate(4).putInt(gamma).array());
    }

    static byte[] animation() {
        return chunk("acTL", new byte[]{0, 0, 0, 1, 0, 0, 0, 0});
    }

    static byte[] profile(byte[] profile) {
        var packed = new ByteArrayOutputStream();
        try (var out = new DeflaterOutputStream(packed, new Deflater())) {
            out.write(profile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return chunk("iCCP", concat(new byte[]{'x', 0, 0}, packed.toByteArray()));
    }

    private static byte[] chunk(String name, byte[] data) {
        var typed = concat(name.getBytes(StandardCharsets.US_ASCII), data);
        var crc = new CRC32();
        crc.update(typed);
        return ByteBuffer.allocate(typed.length + 8).putInt(data.length).put(typed)
                .putInt((int) crc.getValue()).array();
    }

    /// A red pixel on the left of a screen of two, then a second picture.
    static byte[] animatedGif() {
        var frame = "2c" + "00000000" + "01000100" + "00" + "02" + "024401" + "00";
        return HexFormat.of().parseHex("474946383961" + "02000100" + "80" + "0000" + "ff0000"
                + "0000ff" + frame + frame + "3b");
    }

    /// A header that promises 65,535 by 65,535 pixels, and hardly a byte behind it.
    static byte[] bomb(String format) {
        return switch (format) {
            case "png" -> {
                var png = Images.of("png", 2, 2);
                var head = ByteBuffer.allocate(13).putInt(65_535).putInt(65_535)
                        .put(new byte[]{8, 2, 0, 0, 0}).array();
                yield concat(Arrays.copyOf(png, 8), chunk("IHDR", head),
                        Arrays.copyOfRange(png, 33, png.length));
            }
            case "gif" -> HexFormat.of().parseHex("474946383961" + "ffffffff" + "000000"
                    + "2c00000000ffffffff00" + "02024401003b");
            case "bmp" -> ByteBuffer.allocate(54).order(ByteOrder.LITTLE_ENDIAN)
                    .put((byte) 'B').put((byte) 'M').putInt(14, 40).putInt(18, 65_535)
                    .putInt(22, -65_535).array();
            case "tiff" -> HexFormat.of().parseHex("4d4d002a00000008" + "0002"
                    + "0100000400000001ffffffff" + "0101000400000001ffffffff" + "00000000");
            default -> throw new IllegalArgumentException(format);
        };
    }

    private static byte[] concat(byte[]... parts) {
        var bytes = new ByteArrayOutputStream();
        for (var part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }
}
