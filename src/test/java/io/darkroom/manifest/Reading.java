package io.darkroom.manifest;

import java.util.ArrayList;
import java.util.List;

/// Reads manifests to their end.
final class Reading {

    private Reading() {}

    static List<Row> all(Entries entries) {
        var rows = new ArrayList<Row>();
        for (var row = entries.read(); row.isPresent(); row = entries.read()) {
            rows.add(row.get());
        }
        return rows;
    }
}
