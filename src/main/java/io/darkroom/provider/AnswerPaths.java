package io.darkroom.provider;

import java.util.Set;

/// Where images stand in the answers of HInow and of gateways like it.
///
/// A path is the keys from the root, joined by dots; array positions are left out.
final class AnswerPaths {

    private static final Set<String> IMAGE = Set.of("data", "data.urls", "data.url",
            "data.b64_json", "data.outputs", "data.outputs.url", "data.images", "data.images.url",
            "data.images.b64_json", "urls", "url", "b64_json", "output", "outputs", "outputs.url",
            "images", "images.url", "images.b64_json", "choices.message.content",
            "choices.message.content.text", "choices.message.content.image_url",
            "choices.message.content.image_url.url", "choices.message.images",
            "choices.message.images.url", "choices.message.images.image_url",
            "choices.message.images.image_url.url");

    private AnswerPaths() {}

    static boolean mayHoldImage(String path) {
        return IMAGE.contains(path);
    }

    static String below(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /// Whether a string, of which at least the first kilobyte is given, is an image in base64.
    static boolean isInline(String text) {
        return isPrefixed(text) || text.startsWith("iVBORw0KGgo") || text.startsWith("/9j/")
                || text.startsWith("\\/9j\\/") || text.startsWith("UklGR")
                || text.startsWith("R0lGOD");
    }

    /// Whether it is a data URI, alone or in a Markdown image.
    static boolean isPrefixed(String text) {
        return text.startsWith("data:")
                || (text.startsWith("![") && text.contains("](data:"));
    }
}
