package io.darkroom.manifest;

import java.io.BufferedReader;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Reads a JSON array of objects (RFC 8259), one object at a time; also one that stands within an object, as
/// in `{"products": […], "total": 194}`, where the first list of objects counts.
final class JsonArrayManifest implements ManifestReader {

    private final String file;
    private final JsonEntries entries;
    private final JsonParser parser;
    private long row;
    private boolean ended;
    private boolean wrapped;

    private JsonArrayManifest(String file, BufferedReader text) {
        this.file = file;
        this.entries = new JsonEntries(new RowCheck(file));
        this.parser = entries.parser(text);
    }

    static JsonArrayManifest open(String file, BufferedReader text) {
        var manifest = new JsonArrayManifest(file, text);
        var first = manifest.next();
        if (first == JsonToken.START_OBJECT && manifest.goToList()) {
            manifest.wrapped = true;
        } else if (first != JsonToken.START_ARRAY) {
            throw Complaints.unusable(file, 1, "a JSON manifest is an array of objects,"
                    + " [{\"prompt\": \"…\"}, …], alone or within an object; where each line is an"
                    + " object, name it .jsonl");
        }
        return manifest;
    }

    /// Goes to the first list among an object's values.
    private boolean goToList() {
        while (next() == JsonToken.PROPERTY_NAME) {
            if (next() == JsonToken.START_ARRAY) {
                return true;
            }
            skip();
        }
        return false;
    }

    private void skip() {
        try {
            parser.skipChildren();
        } catch (JacksonException e) {
            throw unreadable(e);
        }
    }

    @Override
    public List<String> columns() {
        return List.of();
    }

    @Override
    public Optional<Row> read() {
        if (ended || next() == JsonToken.END_ARRAY) {
            end();
            return Optional.empty();
        }
        try {
            return Optional.of(entries.read(parser, ++row,
                    parser.currentTokenLocation().getLineNr()));
        } catch (JacksonException e) {
            throw unreadable(e);
        }
    }

    private void end() {
        while (!ended && wrapped && next() != JsonToken.END_OBJECT) {
            skip();
        }
        if (!ended && next() != null) {
            throw Complaints.unusable(file, parser.currentTokenLocation().getLineNr(),
                    "something follows the end of the " + (wrapped ? "object" : "array"));
        }
        ended = true;
    }

    private JsonToken next() {
        try {
            return parser.nextToken();
        } catch (JacksonException e) {
            throw unreadable(e);
        }
    }

    private RuntimeException unreadable(JacksonException error) {
        var place = error.getLocation();
        int line = Math.max(0, (place == null ? parser.currentLocation() : place).getLineNr());
        return error.getCause() == null
                ? Complaints.unusable(file, line, JsonEntries.sentence(error))
                : Complaints.unreadable(file, parser.currentLocation().getLineNr(), error);
    }

    @Override
    public void close() {
        parser.close();
    }
}
