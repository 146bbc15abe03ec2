package io.darkroom.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// Checks the names in the first row of a table.
final class Header {

    private Header() {}

    /// The names without the space around them; `column 3` where the third has none.
    ///
    /// @throws io.darkroom.item.UnusableInput if there are too many, or two differ in case only
    static List<String> of(String file, long line, List<String> fields) {
        if (fields.size() > RowCheck.MAX_COLUMNS) {
            throw Complaints.unusable(file, line, "the header has " + fields.size()
                    + " columns; at most " + RowCheck.MAX_COLUMNS);
        }
        var places = new TreeMap<String, Integer>(String.CASE_INSENSITIVE_ORDER);
        var names = new ArrayList<String>();
        for (int place = 1; place <= fields.size(); place++) {
            var name = name(file, line, fields.get(place - 1).strip(), place);
            var earlier = places.putIfAbsent(name, place);
            if (earlier != null) {
                throw Complaints.unusable(file, line, "columns " + earlier + " and " + place
                        + " are both named \"" + name + "\"; rename one of them");
            }
            names.add(name);
        }
        return List.copyOf(names);
    }

    private static String name(String file, long line, String name, int place) {
        if (RowCheck.isUnstorable(name)) {
            throw Complaints.unusable(file, line, "the name of column " + place
                    + " holds a character that is not text; save the file as UTF-8");
        }
        return name.isEmpty() ? "column " + place : name;
    }
}
