package io.darkroom.sandbox;

import com.luciad.imageio.webp.CompressionType;
import com.luciad.imageio.webp.WebPWriteParam;
import io.darkroom.item.OutputFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Writes a canvas as a file, quickly rather than small.
final class Encoder {

    private Encoder() {}

    static void write(Canvas canvas, OutputFormat format, OutputStream out) throws IOException {
        switch (format) {
            case PNG -> Png.write(canvas, out);
            case JPEG -> {
                var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
                write(canvas, writer, writer.getDefaultWriteParam(), out);
            }
            case WEBP -> write(canvas, ImageIO.getImageWritersByFormatName("webp").next(), webp(),
                    out);
        }
    }

    private static ImageWriteParam webp() {
        var param = new WebPWriteParam(Locale.ROOT);
        param.setCompressionType(CompressionType.Lossy);
        param.setMethod(0);
        return param;
    }

    private static void write(Canvas canvas, ImageWriter writer, ImageWriteParam param,
            OutputStream out) throws IOException {
        try (var stream = new MemoryCacheImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(canvas.image(), null, null), param);
        } finally {
            writer.dispose();
        }
    }
}
