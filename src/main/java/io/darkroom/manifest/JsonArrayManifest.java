package io.darkroom.manifest;

import java.io.BufferedReader;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Reads a JSON array of objects (RFC 8259), one object at a time.
final class JsonArrayManifest implements ManifestReader {

    private final String file;
    private final JsonEntries entries;
    private final JsonParser parser;
    private long row;
    private boolean ended;

    private JsonArrayManifest(String file, BufferedReader text) {
        this.file = file;
        this.entries = new JsonEntries(new RowCheck(file));
        this.parser = entries.parser(text);
    }

    static JsonArrayManifest open(String file, BufferedReader text) {
        var manifest = new JsonArrayManifest(file, text);
        if (manifest.next() != JsonToken.START_ARRAY) {
            throw Complaints.unusable(file, 1, "a JSON manifest is an array of objects,"
                    + " [{\"prompt\": \"…\"}, …]; where each line is an object, name it .jsonl");
        }
        return manifest;
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
        if (!ended && next() != null) {
            throw Complaints.unusable(file, parser.currentTokenLocation().getLineNr(),
                    "something follows the end of the array");
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
        int line = Math.max(0, error.getLocation() == null ? 0 : error.getLocation().getLineNr());
        return error.getCause() == null
                ? Complaints.unusable(file, line, JsonEntries.sentence(error))
                : Complaints.unreadable(file, parser.currentLocation().getLineNr(), error);
    }

    @Override
    public void close() {
        parser.close();
    }
}
