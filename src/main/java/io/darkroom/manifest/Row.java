package io.darkroom.manifest;

import io.darkroom.item.Problem;
import java.util.List;
import java.util.Map;

/// One row of a manifest.
public sealed interface Row {

    /// Its place among the manifest's rows, from 1; headers and blank lines are not counted.
    long row();

    /// The line of the file that it starts on, from 1.
    long line();

    /// Its values by column, in order, as far as they could be read.
    Map<String, String> columns();

    /// How many characters the names and values of its columns have.
    default long chars() {
        return RowCheck.chars(columns());
    }

    /// A row that was read well; what its values mean is not checked yet.
    ///
    /// @param inherited values of its product's first row, for cells that are blank in this one
    /// @param gallery the images of its product, in order; empty: those of its own cells
    /// @param slot which of its product's images it is for, from 1; 0: not for one of several
    record Entry(long row, long line, Map<String, String> columns, Map<String, String> inherited,
            List<String> gallery, int slot) implements Row {

        /// A row that stands for itself.
        public Entry(long row, long line, Map<String, String> columns) {
            this(row, line, columns, Map.of(), List.of(), 0);
        }

        /// Copies the maps and keeps their order.
        public Entry {
            columns = TableRow.kept(columns);
            inherited = inherited.isEmpty() ? Map.of() : TableRow.kept(inherited);
            gallery = List.copyOf(gallery);
        }

        Entry with(Map<String, String> first, List<String> images, int number) {
            return new Entry(row, line, columns, first, images, number);
        }
    }

    /// A row that cannot be used, between others that can.
    record Broken(long row, long line, Map<String, String> columns, Problem problem)
            implements
                Row {

        /// Copies the map and keeps its order.
        public Broken {
            columns = TableRow.kept(columns);
        }
    }
}
