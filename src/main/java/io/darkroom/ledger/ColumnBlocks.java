package io.darkroom.ledger;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// Puts the columns of entries that follow one another together, as long as they have the same names, so
/// that a table of many entries has few rows. For one thread.
final class ColumnBlocks {

    private static final int COLUMNS = 3;

    private final BinaryRows rows = new BinaryRows();
    private @Nullable ColumnBlock block;
    private Place last = new Place(0, 0);
    private long row;

    /// Where the columns of an item's entry are.
    ///
    /// @param block the first item with columns there
    /// @param place from 0
    record Place(long block, int place) {}

    /// Takes the columns of the next item; those of one entry are taken once.
    Place add(long id, NewItem item) {
        if (item.row() != row || block == null) {
            var fitting = fitting(id, item);
            row = item.row();
            last = new Place(fitting.firstItem(), fitting.add(item.columns()));
        }
        return last;
    }

    private ColumnBlock fitting(long id, NewItem item) {
        if (block != null && block.takes(item.columns())) {
            return block;
        }
        write();
        block = new ColumnBlock(id, item.columns());
        return block;
    }

    private void write() {
        if (block != null) {
            rows.row(COLUMNS);
            rows.number(block.firstItem());
            rows.texts(block.names());
            rows.utf8(block.end());
        }
    }

    /// What was taken, as rows of the table `entry_columns`. Nothing may be added then.
    InputStream end() {
        write();
        return rows.end();
    }
}
