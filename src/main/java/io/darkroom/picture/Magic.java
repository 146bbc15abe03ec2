package io.darkroom.picture;

import io.darkroom.item.OutputFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The formats that can be read, told apart by their first bytes.
enum Magic {

    PNG("PNG"), JPEG("JPEG"), WEBP("WebP"), GIF("GIF"), BMP("BMP"), TIFF("TIFF");

    /// How many bytes tell a format.
    static final int LENGTH = 12;

    private final String title;

    Magic(String title) {
        this.title = title;
    }

    /// What people call it.
    String title() {
        return title;
    }

    /// The same as an output's format; empty if no output has it.
    Optional<OutputFormat> output() {
        return OutputFormat.parse(name());
    }

    Structure walk(ImageBytes bytes) throws NotAnImage, IOException {
        return switch (this) {
            case PNG -> PngWalk.walk(bytes);
            case JPEG -> JpegWalk.walk(bytes);
            case WEBP -> WebpWalk.walk(bytes);
            case GIF -> GifWalk.walk(bytes);
            case BMP -> BmpWalk.walk(bytes);
            case TIFF -> TiffWalk.walk(bytes);
        };
    }

    /// @param head the first 12 bytes, fewer if the file is shorter
    static Optional<Magic> of(byte[] head) {
        var text = new String(head, StandardCharsets.ISO_8859_1);
        if (text.startsWith("\u0089PNG\r\n\u001a\n")) {
            return Optional.of(PNG);
        }
        if (text.startsWith("\u00ff\u00d8\u00ff")) {
            return Optional.of(JPEG);
        }
        if (text.startsWith("RIFF") && text.endsWith("WEBP")) {
            return Optional.of(WEBP);
        }
        if (text.startsWith("GIF87a") || text.startsWith("GIF89a")) {
            return Optional.of(GIF);
        }
        if (text.startsWith("II*\0") || text.startsWith("MM\0*")) {
            return Optional.of(TIFF);
        }
        return text.startsWith("BM") ? Optional.of(BMP) : Optional.empty();
    }
}
