package io.darkroom.picture;

import io.darkroom.item.OutputFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Tells the formats apart by their first bytes.
enum Magic {

    PNG {

        @Override
        ImageFacts read(ImageBytes bytes) throws NotAnImage, IOException {
            return new ImageFacts(OutputFormat.PNG, PngWalk.size(bytes));
        }
    },
    JPEG {

        @Override
        ImageFacts read(ImageBytes bytes) throws NotAnImage, IOException {
            return new ImageFacts(OutputFormat.JPEG, JpegWalk.size(bytes));
        }
    },
    WEBP {

        @Override
        ImageFacts read(ImageBytes bytes) throws NotAnImage, IOException {
            return new ImageFacts(OutputFormat.WEBP, WebpWalk.size(bytes));
        }
    };

    abstract ImageFacts read(ImageBytes bytes) throws NotAnImage, IOException;

    /// @param head the first 12 bytes, fewer if the file is shorter
    static Magic of(byte[] head) throws NotAnImage {
        var text = new String(head, StandardCharsets.ISO_8859_1);
        if (text.startsWith("\u0089PNG\r\n\u001a\n")) {
            return PNG;
        }
        if (text.startsWith("\u00ff\u00d8\u00ff")) {
            return JPEG;
        }
        if (text.startsWith("RIFF") && text.endsWith("WEBP")) {
            return WEBP;
        }
        throw new NotAnImage(looks(text) + "; a PNG, JPEG or WebP image is needed");
    }

    private static String looks(String head) {
        var start = head.strip().toLowerCase(Locale.ROOT);
        if (head.isEmpty()) {
            return "There are no bytes";
        }
        if (start.startsWith("<")) {
            return "The bytes look like HTML, SVG or XML";
        }
        return start.startsWith("{") || start.startsWith("[")
                ? "The bytes look like JSON"
                : "The bytes are in another format, or damaged at their start";
    }
}
