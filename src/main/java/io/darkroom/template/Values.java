package io.darkroom.template;

import java.util.Collection;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Looks up values by the name of a column, or by a path into a column that holds JSON:
/// `product.title`, `images[0].src`.
public final class Values {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern STEP = Pattern.compile("\\.([^.\\[\\]]+)|\\[(\\d{1,4})]");

    private Values() {}

    /// The value of a name; empty where there is none.
    public static String of(String name, Map<String, String> columns) {
        var value = columns.get(name);
        if (value != null) {
            return value;
        }
        int end = columnEnd(name, columns.keySet());
        return end < 0
                ? ""
                : within(columns.getOrDefault(name.substring(0, end), ""), name.substring(end));
    }

    /// Whether a name is a column, or a path into one.
    public static boolean has(String name, Collection<String> columns) {
        return columns.contains(name) || columnEnd(name, columns) > 0;
    }

    /// Where the longest column that a path can begin with ends; -1: there is none.
    private static int columnEnd(String name, Collection<String> columns) {
        for (int i = name.length() - 1; i > 0; i--) {
            boolean step = name.charAt(i) == '.' || name.charAt(i) == '[';
            if (step && columns.contains(name.substring(0, i))) {
                return i;
            }
        }
        return -1;
    }

    private static String within(String json, String path) {
        var node = tree(json);
        var step = STEP.matcher(path);
        int at = 0;
        while (step.find() && step.start() == at) {
            at = step.end();
            node = step.group(1) != null
                    ? node.path(step.group(1))
                    : node.path(Integer.parseInt(step.group(2)));
        }
        if (at < path.length() || node.isMissingNode() || node.isNull()) {
            return "";
        }
        return node.isContainer() ? node.toString() : node.asString();
    }

    private static JsonNode tree(String json) {
        try {
            return json.startsWith("{") || json.startsWith("[")
                    ? JSON.readTree(json)
                    : JSON.missingNode();
        } catch (JacksonException _) {
            return JSON.missingNode();
        }
    }
}
