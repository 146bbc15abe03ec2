package io.darkroom.manifest;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Finds the images in a cell that holds JSON, as the interfaces of shops give them: a list of texts, or of
/// objects that hold a URL each.
final class JsonImages {

    private static final JsonMapper JSON = JsonMapper.shared();

    /// What objects call the URL of an image, the likeliest first.
    private static final List<String> KEYS = List.of("src", "url", "uri", "image_url", "imageUrl",
            "original", "originalSrc", "url_fullxfull", "url_standard", "source_url", "large",
            "href", "link", "image", "file");

    private JsonImages() {}

    /// The images in order; empty if the cell holds no JSON object or list.
    static Optional<List<String>> in(String cell) {
        if (!cell.startsWith("[") && !cell.startsWith("{")) {
            return Optional.empty();
        }
        try {
            var node = JSON.readTree(cell);
            return Optional.of((node.isArray() ? node.valueStream() : Stream.of(node))
                    .flatMap(JsonImages::image).map(String::strip)
                    .filter(text -> !text.isEmpty()).toList());
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    private static Stream<String> image(JsonNode node) {
        return node.isString()
                ? Stream.of(node.stringValue())
                : KEYS.stream().map(node::path)
                        .flatMap(value -> value.isObject() ? image(value) : text(value))
                        .limit(1);
    }

    private static Stream<String> text(JsonNode value) {
        return value.isString() ? Stream.of(value.stringValue()) : Stream.empty();
    }
}
