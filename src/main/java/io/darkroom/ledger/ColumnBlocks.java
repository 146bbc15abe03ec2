package io.darkroom.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Puts the columns of entries that follow one another together, as long as they have the same names, so
/// that a table of many entries has few rows. For one thread.
final class ColumnBlocks {

    private static final int MOST_ENTRIES = 32;
    private static final int MOST_CHARS = 16_000;

    private final List<Block> blocks = new ArrayList<>();
    private Set<String> names = Set.of();
    private Block open = new Block(0, List.of(), new ArrayList<>());
    private long row;
    private int entries;
    private int chars;

    /// @param firstItem the first item with columns in it
    /// @param cells as many as there are names for each entry, entry after entry
    record Block(long firstItem, List<String> names, List<String> cells) {}

    /// Where the columns of an item's entry are.
    ///
    /// @param block the first item with columns there
    /// @param place from 0
    record Place(long block, int place) {}

    /// Takes the columns of the next item; those of one entry are taken once.
    Place add(long id, NewItem item) {
        if (item.row() != row || blocks.isEmpty()) {
            begin(id, item.columns());
            row = item.row();
            entries++;
            item.columns().values().forEach(cell -> {
                open.cells().add(cell);
                chars += cell.length();
            });
        }
        return new Place(open.firstItem(), entries - 1);
    }

    /// What was taken, in order.
    List<Block> blocks() {
        return blocks;
    }

    private void begin(long id, Map<String, String> columns) {
        if (blocks.isEmpty() || entries == MOST_ENTRIES || chars > MOST_CHARS
                || !haveNames(columns)) {
            names = columns.keySet();
            open = new Block(id, List.copyOf(names), new ArrayList<>());
            blocks.add(open);
            entries = 0;
            chars = 0;
        }
    }

    // Rows of one table share their set of names.
    private boolean haveNames(Map<String, String> columns) {
        return columns.keySet() == names || List.copyOf(columns.keySet()).equals(open.names());
    }
}
