package io.darkroom.item;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The file format of an output.
public enum OutputFormat {

    /// Lossless; the model's default.
    PNG("png", "image/png", "png"),
    /// Small, without transparency.
    JPEG("jpeg", "image/jpeg", "jpg"),
    /// Smaller still; both lossy and lossless.
    WEBP("webp", "image/webp", "webp");

    private final String wire;
    private final String contentType;
    private final String extension;

    OutputFormat(String wire, String contentType, String extension) {
        this.wire = wire;
        this.contentType = contentType;
        this.extension = extension;
    }

    /// The value as manifests, job files and the API write it.
    public String wire() {
        return wire;
    }

    /// The media type, such as `image/png`.
    public String contentType() {
        return contentType;
    }

    /// The usual file name ending without a dot, such as `jpg`.
    public String extension() {
        return extension;
    }

    /// The constant for a value, whatever its case; `jpg` is read as `jpeg`; empty if there is none.
    public static Optional<OutputFormat> parse(String text) {
        var wanted = text.strip();
        return Arrays.stream(values())
                .filter(v -> v.wire.equalsIgnoreCase(wanted)
                        || v.extension.equalsIgnoreCase(wanted))
                .findFirst();
    }

    /// The constant for a media type; empty if there is none.
    public static Optional<OutputFormat> ofContentType(String type) {
        return Arrays.stream(values()).filter(v -> v.contentType.equals(type)).findFirst();
    }

    /// All values as they are written, for messages that say what is allowed.
    public static List<String> allowed() {
        return Arrays.stream(values()).map(OutputFormat::wire).toList();
    }
}
