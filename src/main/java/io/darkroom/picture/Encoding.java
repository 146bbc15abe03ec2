package io.darkroom.picture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageWriterSpi;
import javax.imageio.stream.FileImageOutputStream;

/// Writes pixels as a PNG if the source was free of loss or they can be seen through, otherwise as a
/// JPEG; and in any case as one that is not too long to be sent.
///
/// @param target is created or overwritten
/// @param lossless whether the source was free of loss
record Encoding(Path target, boolean lossless) {

    private static final float QUALITY = 0.95f;
    private static final double SMALLER = Math.sqrt(0.5);
    private static final String PNG = "com.sun.imageio.plugins.png.PNGImageWriterSpi";
    private static final String JPEG = "com.sun.imageio.plugins.jpeg.JPEGImageWriterSpi";

    void write(Pixels pixels) throws IOException {
        boolean opaque = pixels.opaque();
        boolean png = lossless || !opaque;
        write(pixels, opaque, png ? PNG : JPEG);
        if (png && opaque && tooLong()) {
            write(pixels, true, JPEG);
        }
        if (tooLong()) {
            write(Shrink.by(pixels, SMALLER));
        }
    }

    private boolean tooLong() throws IOException {
        return Files.size(target) > InputLimits.BYTES;
    }

    private void write(Pixels pixels, boolean opaque, String format) throws IOException {
        Files.deleteIfExists(target);
        var image = opaque ? pixels.opaqueImage() : pixels.buffered();
        var writer = writer(format);
        try (var out = new FileImageOutputStream(target.toFile())) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), param(writer, format));
        } finally {
            writer.dispose();
        }
    }

    private static ImageWriteParam param(ImageWriter writer, String format) {
        var param = writer.getDefaultWriteParam();
        if (format.equals(JPEG)) {
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(QUALITY);
        }
        return param;
    }

    private static ImageWriter writer(String provider) throws IOException {
        return IIORegistry.getDefaultInstance().getServiceProviders(ImageWriterSpi.class,
                p -> p.getClass().getName().equals(provider), true).next().createWriterInstance();
    }
}
