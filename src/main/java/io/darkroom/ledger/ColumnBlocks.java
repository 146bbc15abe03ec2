package io.darkroom.ledger;

import java.util.ArrayList;
import java.util.List;

/// Puts the columns of entries that follow one another together, as long as they have the same names, so
/// that a table of many entries has few rows. For one thread.
final class ColumnBlocks {

    private final List<ColumnBlock> blocks = new ArrayList<>();
    private Place last = new Place(0, 0);
    private long row;

    /// Where the columns of an item's entry are.
    ///
    /// @param block the first item with columns there
    /// @param place from 0
    record Place(long block, int place) {}

    /// Takes the columns of the next item; those of one entry are taken once.
    Place add(long id, NewItem item) {
        if (item.row() != row || blocks.isEmpty()) {
            if (blocks.isEmpty() || !blocks.getLast().takes(item.columns())) {
                blocks.add(new ColumnBlock(id, item.columns()));
            }
            row = item.row();
            last = new Place(blocks.getLast().firstItem(), blocks.getLast().add(item.columns()));
        }
        return last;
    }

    /// What was taken, in order.
    List<ColumnBlock> blocks() {
        return blocks;
    }
}
