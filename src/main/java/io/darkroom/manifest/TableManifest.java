package io.darkroom.manifest;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Gives the rows of a table below its header, wherever that stands. Blank rows and what stands above the
/// header are not counted.
final class TableManifest implements ManifestReader {

    private final Records records;
    private final Deque<Records.Line> ahead = new ArrayDeque<>();
    private final List<String> columns;
    private final TableRow.Names names;
    private final int named;
    private final Asides asides;
    private final RowCheck check;
    private final List<String> notes;
    private long row;

    /// Finds the header.
    ///
    /// @param notes what the user should know of how the records are read
    /// @throws io.darkroom.item.UnusableInput if there is none that can be used
    TableManifest(String file, Records records, List<String> notes) {
        this.records = records;
        this.check = new RowCheck(file);
        var head = head();
        var place = HeaderPlace.in(head)
                .orElseThrow(() -> Complaints.unusable(file, 0, "the file has no header"));
        var header = head.get(place.header());
        var titles = Header.of(file, header.number(), header.texts());
        this.columns = titles.names();
        this.names = new TableRow.Names(columns);
        this.notes = Stream.concat(notes.stream(), titles.notes().stream()).toList();
        this.named = records.ragged() ? 0 : named(columns);
        this.asides = new Asides(header.texts());
        ahead.addAll(asides.withoutInstructions(head.subList(place.data(), head.size())));
    }

    /// The first records, fewer where they are large.
    private List<Records.Line> head() {
        var head = new ArrayList<Records.Line>();
        long size = 0;
        for (var line = records.next(); line.isPresent(); line = records.next()) {
            head.add(line.get());
            size += line.get().size();
            if (head.size() == HeaderPlace.JUDGED || size > RowCheck.MAX_CHARS) {
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
    public List<Map<String, String>> preview() {
        return ahead.stream().filter(asides::isEntry).map(line -> values(line.texts()))
                .toList();
    }

    @Override
    public Optional<Row> read() {
        var found = nextRecord();
        while (found.filter(asides::isAside).isPresent()) {
            found = nextRecord();
        }
        return found.map(this::row);
    }

    private Optional<Records.Line> nextRecord() {
        return Optional.ofNullable(ahead.poll()).or(records::next);
    }

    private Row row(Records.Line found) {
        row++;
        int fields = fields(found.texts());
        if (found.complaint().isPresent()) {
            return check.broken(row, found.number(), values(found.texts()),
                    found.complaint().get());
        }
        if (Asides.isTotal(found)) {
            return check.broken(row, found.number(), values(found.texts()), "this looks like a row"
                    + " of totals below a table; remove it");
        }
        if (fields >= named && fields <= columns.size()) {
            return check.entry(row, found.number(), TableRow.of(names, found.texts()));
        }
        var hint = fields > columns.size() ? "; quote a value that holds the delimiter" : "";
        return check.broken(row, found.number(), values(found.texts()), "the row has " + fields
                + (fields == 1 ? " field" : " fields") + " where the header has "
                + columns.size() + hint);
    }

    /// Without those that are blank and have no column: many programs end each line with a delimiter. Where the
    /// header ends with one, too, a value below it has been moved there by a delimiter in a value before it.
    private int fields(List<String> texts) {
        int fields = texts.size();
        while (fields > columns.size() && texts.get(fields - 1).isBlank()) {
            fields--;
        }
        boolean isMoved = texts.size() > fields && fields == columns.size() && named > 0
                && named < fields && !texts.get(named).isBlank();
        return isMoved ? texts.size() : fields;
    }

    /// How many fields a row needs: up to the last that has a name.
    private static int named(List<String> columns) {
        int named = columns.size();
        while (named > 0 && columns.get(named - 1).equals(Header.unnamed(named))) {
            named--;
        }
        return named;
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
        return Stream.concat(notes.stream(), asides.notes().stream()).toList();
    }

    @Override
    public void close() {
        records.close();
    }
}
