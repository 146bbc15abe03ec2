package io.darkroom.manifest;

import io.darkroom.item.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The names in the first row of a table.
///
/// @param names without the space around them, each there once: `column 3` where the third has none, and
/// `Image (2)` for the second `Image`
/// @param notes what the user should know of them, in sentences
record Header(List<String> names, List<String> notes) {

    /// Columns of which two would leave open what is meant.
    private static final Set<String> ONCE = Set.of(Fields.ID, Fields.PROMPT, Fields.PRODUCT);

    /// Copies the lists.
    Header {
        names = List.copyOf(names);
        notes = List.copyOf(notes);
    }

    /// Checks the names.
    ///
    /// @throws io.darkroom.item.UnusableInput if there are too many, or two that must not differ in case only
    static Header of(String file, long line, List<String> fields) {
        if (fields.size() > RowCheck.MAX_COLUMNS) {
            throw Complaints.unusable(file, line, "the header has " + fields.size()
                    + " columns; at most " + RowCheck.MAX_COLUMNS);
        }
        var places = new TreeMap<String, Integer>(String.CASE_INSENSITIVE_ORDER);
        for (int place = fields.size(); place > 0; place--) {
            places.put(name(file, line, plain(fields.get(place - 1)), place), place);
        }
        var names = new ArrayList<String>();
        var notes = new ArrayList<String>();
        for (int place = 1; place <= fields.size(); place++) {
            var name = name(file, line, plain(fields.get(place - 1)), place);
            int first = places.getOrDefault(name, place);
            if (first == place) {
                names.add(name);
                continue;
            }
            if (isOnce(name)) {
                throw Complaints.unusable(file, line, "columns " + first + " and " + place
                        + " are both named \"" + name + "\"; rename one of them");
            }
            var other = Stream.iterate(2, n -> n + 1).map(n -> name + " (" + n + ")")
                    .filter(numbered -> !places.containsKey(numbered)).findFirst().orElseThrow();
            places.put(other, place);
            names.add(other);
            notes.add("columns " + first + " and " + place + " are both named \"" + name
                    + "\"; the second is taken as \"" + other + "\"");
        }
        return new Header(names, notes);
    }

    /// A byte order mark may stand before the first name without being the first of the file.
    private static String plain(String name) {
        return name.replace("\uFEFF", "").strip();
    }

    private static boolean isOnce(String name) {
        var plain = name.toLowerCase(Locale.ROOT);
        return ONCE.contains(plain) || Fields.OPTIONS.contains(plain);
    }

    private static String name(String file, long line, String name, int place) {
        if (RowCheck.isUnstorable(name)) {
            throw Complaints.unusable(file, line, "the name of column " + place
                    + " holds a character that is not text; save the file as UTF-8");
        }
        return name.isEmpty() ? unnamed(place) : name;
    }

    /// What a column without a name is called.
    ///
    /// @param place from 1
    static String unnamed(int place) {
        return "column " + place;
    }
}
