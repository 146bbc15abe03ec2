package io.darkroom.picture;

import java.awt.image.BufferedImage;
import java.io.IOException;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import org.w3c.dom.Node;

/// Decodes the first picture of an image into sRGB.
final class Decoding {

    /// Most bytes of decoded samples, so that their conversion fits the heap beside them.
    private static final long MOST = 400_000_000;

    private final Original image;
    private final ImageReader reader;

    private Decoding(Original image, ImageReader reader) {
        this.image = image;
        this.reader = reader;
    }

    /// @throws NotAnImage if its colours are not understood
    /// @throws IOException if it is damaged
    static Pixels of(Original image) throws NotAnImage, IOException {
        var reader = Readers.of(image.magic());
        try (var in = new FileImageInputStream(image.file().toFile())) {
            reader.setInput(in, false, false);
            return new Decoding(image, reader).pixels();
        } finally {
            reader.dispose();
        }
    }

    private Pixels pixels() throws NotAnImage, IOException {
        var decoded = reader.read(0, param());
        return switch (image.magic()) {
            case PNG -> png(decoded);
            case GIF -> onScreen(new ToSrgb(Tone.plain()).convert(decoded));
            case JPEG, WEBP, BMP, TIFF -> new ToSrgb(Tone.plain()).convert(decoded);
        };
    }

    private Pixels png(BufferedImage decoded) throws NotAnImage, IOException {
        var colours = PngColours.of(image.file());
        var tone = colours.gamma().isPresent()
                ? Tone.ofGamma(colours.gamma().getAsDouble())
                : Tone.plain();
        colours.key().ifPresent(key -> clear(decoded, key));
        var pixels = new ToSrgb(tone).convert(decoded);
        var profile = colours.profile();
        return profile.isPresent() ? Profiles.toSrgb(pixels, profile.get()) : pixels;
    }

    /// Of grey with alpha, into which the reader widens such an image.
    private static void clear(BufferedImage decoded, int key) {
        var raster = decoded.getRaster();
        for (int y = 0; y < raster.getHeight(); y++) {
            for (int x = 0; x < raster.getWidth(); x++) {
                if (raster.getSample(x, y, 0) == key) {
                    raster.setSample(x, y, raster.getNumBands() - 1, 0);
                }
            }
        }
    }

    /// Leaves out rows and columns of an image that would not fit the heap.
    private ImageReadParam param() throws IOException {
        var param = reader.getDefaultReadParam();
        var samples = reader.getImageTypes(0).next().getSampleModel();
        long bits = 0;
        for (int band = 0; band < samples.getNumBands(); band++) {
            bits += Math.max(8, samples.getSampleSize(band));
        }
        long whole = (long) reader.getWidth(0) * reader.getHeight(0) * bits / 8;
        int step = (int) Math.ceil(Math.sqrt((double) whole / MOST));
        if (step > 1) {
            param.setSourceSubsampling(step, step, 0, 0);
        }
        return param;
    }

    /// The first picture of a GIF may cover a part of its screen only.
    private Pixels onScreen(Pixels picture) throws IOException {
        var screen = image.structure().size();
        if (picture.width() == screen.width() && picture.height() == screen.height()) {
            return picture;
        }
        var metadata = reader.getImageMetadata(0);
        var place = metadata.getAsTree(metadata.getNativeMetadataFormatName()).getFirstChild()
                .getAttributes();
        return picture.on(screen, number(place.getNamedItem("imageLeftPosition")),
                number(place.getNamedItem("imageTopPosition")));
    }

    private static int number(Node attribute) {
        return Integer.parseInt(attribute.getNodeValue());
    }
}
