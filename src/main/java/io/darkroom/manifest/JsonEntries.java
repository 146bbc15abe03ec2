package io.darkroom.manifest;

import java.io.Reader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// Turns JSON objects into rows of texts.
///
/// A number keeps the digits it was written with, null is an absent column, a list of plain values
/// becomes its texts with bars between them, and anything deeper its compact JSON text.
final class JsonEntries {

    private static final int DEPTH = 100;
    private static final int HARD_LIMIT = 16 * RowCheck.MAX_CHARS;

    private final JsonFactory json = JsonFactory.builder().streamReadConstraints(
            StreamReadConstraints.builder().maxNestingDepth(DEPTH).maxStringLength(HARD_LIMIT)
                    .maxNumberLength(1000).build())
            .build();
    private final RowCheck check;

    JsonEntries(RowCheck check) {
        this.check = check;
    }

    JsonParser parser(Reader text) {
        return json.createParser(ObjectReadContext.empty(), text);
    }

    JsonParser parser(String text) {
        return json.createParser(ObjectReadContext.empty(), text);
    }

    /// The object or other value that the parser stands at; afterwards it stands at its end.
    Row read(JsonParser parser, long row, long line) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            var found = name(parser.currentToken());
            parser.skipChildren();
            return check.broken(row, line, new LinkedHashMap<>(),
                    "an entry is a JSON object such as {\"prompt\": \"…\"}; found " + found);
        }
        return object(parser, row, line);
    }

    private Row object(JsonParser parser, long row, long line) {
        var columns = new LinkedHashMap<String, String>();
        var names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        @Nullable
        String complaint = null;
        int left = RowCheck.MAX_CHARS;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = parser.currentName().strip();
            boolean isGood = complaint == null && names.add(name);
            if (complaint == null && !isGood) {
                complaint = "the key \"" + name + "\" stands twice";
            }
            if (parser.nextToken() != JsonToken.VALUE_NULL && isGood) {
                var text = text(parser, left);
                left -= name.length() + text.length();
                complaint = tooMuch(names.size(), left);
                columns.put(name, left < 0 ? "" : text);
            } else {
                parser.skipChildren();
            }
        }
        return complaint == null
                ? check.entry(row, line, columns)
                : check.broken(row, line, columns, complaint);
    }

    /// After a complaint an entry is read to its end, but no more of it is kept.
    private static @Nullable String tooMuch(int columns, int left) {
        if (columns > RowCheck.MAX_COLUMNS) {
            return "the row has more than " + RowCheck.MAX_COLUMNS + " columns";
        }
        return left < 0
                ? "the row has more than " + RowCheck.MAX_CHARS + " characters"
                : null;
    }

    private String text(JsonParser parser, int most) {
        return parser.currentToken().isScalarValue()
                ? parser.getString()
                : structure(parser, most);
    }

    /// @param most about how many characters are kept; what follows is read and left out
    private String structure(JsonParser parser, int most) {
        boolean plainList = parser.currentToken() == JsonToken.START_ARRAY;
        var texts = new ArrayList<String>();
        var compact = new StringWriter();
        try (var out = json.createGenerator(ObjectWriteContext.empty(), compact)) {
            int depth = 0;
            do {
                depth += step(parser.currentToken());
                plainList &= depth < 2;
                if (compact.getBuffer().length() <= most) {
                    copy(parser, out, texts);
                    out.flush();
                }
            } while (depth > 0 && parser.nextToken() != null);
        }
        return plainList ? String.join(" | ", texts) : compact.toString();
    }

    private static int step(JsonToken token) {
        return token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
    }

    private static void copy(JsonParser parser, JsonGenerator out, List<String> texts) {
        var token = parser.currentToken();
        if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
            texts.add(parser.getString());
        }
        if (token.isNumeric()) {
            out.writeNumber(parser.getString());
        } else {
            out.copyCurrentEvent(parser);
        }
    }

    /// What a JSON error says and where, for a sentence.
    static String sentence(JacksonException error) {
        var message = String.valueOf(error.getOriginalMessage()).lines().findFirst().orElse("");
        var place = error.getLocation();
        var column = place == null ? "" : " at column " + place.getColumnNr();
        return "not valid JSON" + column + ": " + message;
    }

    private static String name(JsonToken token) {
        return switch (token) {
            case START_ARRAY -> "a list";
            case VALUE_STRING -> "a text";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "true or false";
            case VALUE_NULL -> "null";
            case START_OBJECT, END_OBJECT, END_ARRAY, PROPERTY_NAME, NOT_AVAILABLE,
                    VALUE_EMBEDDED_OBJECT ->
                "something else";
        };
    }
}
