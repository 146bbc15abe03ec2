package io.darkroom.manifest;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Gives the rows of a table below its header, wherever that stands. Blank rows and what stands above the
/// header are not counted.
final class TableManifest implements ManifestReader {

    private final Records records;
    private final Deque<Records.Line> ahead = new ArrayDeque<>();
    private final List<String> columns;
    private final RowCheck check;
    private final List<String> notes;
    private long row;

    /// Finds the header.
    ///
    /// @param notes what the user should know of how the records are read
    /// @throws io.darkroom.item.UnusableInput if there is none that can be used
    TableManifest(String file, Records records, List<String> notes) {
        this.records = records;
        this.notes = List.copyOf(notes);
        this.check = new RowCheck(file);
        var head = head();
        var place = HeaderPlace.in(head)
                .orElseThrow(() -> Complaints.unusable(file, 0, "the file has no header"));
        var header = head.get(place.header());
        this.columns = Header.of(file, header.number(), header.texts());
        ahead.addAll(head.subList(place.data(), head.size()));
    }

    private List<Records.Line> head() {
        var head = new ArrayList<Records.Line>();
        for (var line = records.next(); line.isPresent(); line = records.next()) {
            head.add(line.get());
            if (head.size() == HeaderPlace.JUDGED) {
                break;
            }
        }
        return head;
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public Optional<Row> read() {
        return Optional.ofNullable(ahead.poll()).or(records::next).map(this::row);
    }

    private Row row(Records.Line found) {
        row++;
        int fields = found.texts().size();
        var values = values(found.texts());
        if (records.ragged()) {
            columns.stream().skip(fields).forEach(column -> values.put(column, ""));
        }
        if (values.size() == Math.max(fields, columns.size())) {
            return check.entry(row, found.number(), values);
        }
        var hint = fields > columns.size() ? "; quote a value that holds the delimiter" : "";
        return check.broken(row, found.number(), values, "the row has " + fields
                + (fields == 1 ? " field" : " fields") + " where the header has "
                + columns.size() + hint);
    }

    private Map<String, String> values(List<String> texts) {
        var values = new LinkedHashMap<String, String>();
        for (int i = 0; i < Math.min(columns.size(), texts.size()); i++) {
            values.put(columns.get(i), texts.get(i));
        }
        return values;
    }

    @Override
    public List<String> notes() {
        return notes;
    }

    @Override
    public void close() {
        records.close();
    }
}
