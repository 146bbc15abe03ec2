package io.darkroom.manifest;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/// Reads JSON Lines: an object on each line. A bad line is broken and the next one goes on; blank
/// lines are skipped and not counted.
final class JsonLinesManifest implements ManifestReader {

    private final String file;
    private final BufferedReader text;
    private final RowCheck check;
    private final JsonEntries entries;
    private long row;
    private long line;

    JsonLinesManifest(String file, BufferedReader text) {
        this.file = file;
        this.text = text;
        this.check = new RowCheck(file);
        this.entries = new JsonEntries(check);
    }

    @Override
    public List<String> columns() {
        return List.of();
    }

    @Override
    public Optional<Row> read() {
        try {
            for (var found = nextLine(); found.isPresent(); found = nextLine()) {
                if (!found.get().isBlank()) {
                    row++;
                    return Optional.of(row(found.get()));
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw Complaints.unreadable(file, line, e);
        }
    }

    private Row row(String object) {
        if (object.length() > RowCheck.MAX_CHARS) {
            return broken("the line has more than " + RowCheck.MAX_CHARS + " characters");
        }
        try (var parser = entries.parser(object)) {
            parser.nextToken();
            var found = entries.read(parser, row, line);
            return parser.nextToken() == null
                    ? found
                    : broken("something follows the object; one object a line");
        } catch (JacksonException e) {
            return broken(JsonEntries.sentence(e));
        }
    }

    private Row broken(String complaint) {
        return check.broken(row, line, new LinkedHashMap<>(), complaint);
    }

    /// The next line without its end, cut off soon after the limit; empty at the end.
    private Optional<String> nextLine() throws IOException {
        int c = text.read();
        if (c < 0) {
            return Optional.empty();
        }
        line++;
        var found = new StringBuilder();
        for (; c >= 0 && c != '\n'; c = text.read()) {
            if (found.length() <= RowCheck.MAX_CHARS) {
                found.append((char) c);
            }
        }
        return Optional.of(found.toString());
    }

    @Override
    public void close() {
        Manifests.close(file, text);
    }
}
