package io.darkroom.manifest;

import io.darkroom.item.Problem;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// One row of a manifest.
public sealed interface Row {

    /// Its place among the manifest's rows, from 1; headers and blank lines are not counted.
    long row();

    /// The line of the file that it starts on, from 1.
    long line();

    /// Its values by column, in order, as far as they could be read.
    Map<String, String> columns();

    /// A row that was read well; what its values mean is not checked yet.
    record Entry(long row, long line, Map<String, String> columns) implements Row {

        /// Copies the map and keeps its order.
        public Entry {
            columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        }
    }

    /// A row that cannot be used, between others that can.
    record Broken(long row, long line, Map<String, String> columns, Problem problem)
            implements
                Row {

        /// Copies the map and keeps its order.
        public Broken {
            columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        }
    }
}
