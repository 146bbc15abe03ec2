package io.darkroom.manifest;

import io.darkroom.item.Fields;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/// Reads JSON Lines: an object on each line. A bad line is broken and the next one goes on; blank
/// lines, and the actions between documents for a search engine, are skipped and not counted.
final class JsonLinesManifest implements ManifestReader {

    /// What an action calls the id of its document.
    private static final String ID = "_id";

    private final String file;
    private final BufferedReader text;
    private final RowCheck check;
    private final JsonEntries entries;
    private BulkAction action = new BulkAction(Optional.empty());
    private long actions;
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
                var next = BulkAction.of(found.get());
                if (next.isPresent()) {
                    actions++;
                    action = next.get();
                } else if (!found.get().isBlank()) {
                    row++;
                    return Optional.of(named(row(found.get())));
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw Complaints.unreadable(file, line, e);
        }
    }

    /// With the id that the action before it gives, where the document has none.
    private Row named(Row document) {
        var id = action.id();
        action = new BulkAction(Optional.empty());
        if (id.isEmpty() || document instanceof Row.Broken || document.columns().keySet().stream()
                .anyMatch(name -> name.equals(ID) || name.equalsIgnoreCase(Fields.ID))) {
            return document;
        }
        var columns = new LinkedHashMap<>(document.columns());
        columns.put(ID, id.get());
        return check.entry(document.row(), document.line(), columns);
    }

    @Override
    public List<String> notes() {
        return actions == 0
                ? List.of()
                : List.of(actions
                        + " lines are actions for a search engine, such as {\"index\": {…}},"
                        + " and no entries; where one gives an id, it stands in the column " + ID);
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
