package io.darkroom.manifest;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the first rows of a format without a header ahead, so that what its entries are like is known
/// before the first is given.
final class AheadReader implements ManifestReader {

    private static final int JUDGED = 50;

    private final ManifestReader reader;
    private final Deque<Row> ahead = new ArrayDeque<>();

    /// @param reader closed with this one
    AheadReader(ManifestReader reader) {
        this.reader = reader;
    }

    @Override
    public List<String> columns() {
        return reader.columns();
    }

    /// At most 50 rows, fewer where they are large.
    @Override
    public List<Map<String, String>> preview() {
        long chars = ahead.stream().mapToLong(Row::chars).sum();
        while (ahead.size() < JUDGED && chars < RowCheck.MAX_CHARS) {
            var row = reader.read();
            if (row.isEmpty()) {
                break;
            }
            chars += row.get().chars();
            ahead.add(row.get());
        }
        return ahead.stream().map(Row::columns).toList();
    }

    @Override
    public Optional<Row> read() {
        return Optional.ofNullable(ahead.poll()).or(reader::read);
    }

    @Override
    public List<String> notes() {
        return reader.notes();
    }

    @Override
    public void close() {
        reader.close();
    }
}
