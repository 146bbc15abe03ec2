package io.darkroom.ledger;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/// The columns of entries that follow one another and have the same names, as one text. For one thread.
final class ColumnBlock {

    private static final int MOST_ENTRIES = 32;
    private static final int MOST_CHARS = 16_000;

    private final long firstItem;
    private final Set<String> names;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(MOST_CHARS);
    private final JsonGenerator json = JsonMapper.shared().createGenerator(bytes);
    private int entries;
    private int chars;

    /// @param firstItem the first item with columns in it
    /// @param columns what the columns are named
    ColumnBlock(long firstItem, Map<String, String> columns) {
        this.firstItem = firstItem;
        this.names = columns.keySet();
        json.writeStartArray();
    }

    /// Whether an entry can be added. Rows of one table share their set of names.
    @SuppressWarnings("ReferenceEquality") // Sets of the same names may differ in order.
    boolean takes(Map<String, String> columns) {
        return entries < MOST_ENTRIES && chars <= MOST_CHARS && (columns.keySet() == names
                || List.copyOf(columns.keySet()).equals(List.copyOf(names)));
    }

    /// Adds an entry.
    ///
    /// @return its place, from 0
    int add(Map<String, String> columns) {
        json.writeStartArray();
        for (var cell : columns.values()) {
            json.writeString(cell);
            chars += cell.length();
        }
        json.writeEndArray();
        return entries++;
    }

    long firstItem() {
        return firstItem;
    }

    List<String> names() {
        return List.copyOf(names);
    }

    /// Ends the block.
    ///
    /// @return in UTF-8, a JSON array with an array for each entry, of as many texts as there are names
    byte[] end() {
        json.writeEndArray();
        json.close();
        return bytes.toByteArray();
    }
}
