package io.darkroom.provider;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What an error answer says: `{"error": {"message", "code", "type"}}`, the same keys at the root,
/// `{"detail": …}`, or plain text.
///
/// @param code `""` where none was given
/// @param message one line of at most 300 characters
record ErrorText(String code, String message) {

    private static final int SHOWN = 300;
    private static final JsonMapper JSON = new JsonMapper();

    static ErrorText read(String body) {
        try {
            var root = JSON.readTree(body);
            return root.isObject() ? of(root) : new ErrorText("", line(body));
        } catch (JacksonException _) {
            return new ErrorText("", line(body));
        }
    }

    static ErrorText of(JsonNode root) {
        var error = root.path("error");
        var source = error.isObject() ? error : root;
        var code = text(source, "code");
        return new ErrorText(line(code.isEmpty() ? text(source, "type") : code),
                line(message(root, error, source)));
    }

    private static String message(JsonNode root, JsonNode error, JsonNode source) {
        if (!text(source, "message").isEmpty()) {
            return text(source, "message");
        }
        if (error.isString()) {
            return error.stringValue();
        }
        var detail = root.path("detail");
        return detail.isString()
                ? detail.stringValue()
                : detail.isMissingNode()
                        ? root.toString()
                        : detail.toString();
    }

    private static String text(JsonNode node, String field) {
        var value = node.path(field);
        return value.isString() || value.isNumber() ? value.asString() : "";
    }

    private static String line(String text) {
        var clean = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return clean.length() <= SHOWN ? clean : clean.substring(0, SHOWN) + "…";
    }
}
