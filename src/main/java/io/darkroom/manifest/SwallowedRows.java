package io.darkroom.manifest;

import java.util.List;

/// Notices a value that has taken whole rows in, as a quote too many makes of a file without a fault in any
/// rule: its first line completes the row that it begins in, each further one is a row, and its last begins
/// the row that it ends in.
final class SwallowedRows {

    /// So many delimiters have to be in their places; in prose a space would follow some of them.
    private static final int ENOUGH = 3;

    private SwallowedRows() {}

    /// Whether one of a row's values is so.
    static boolean in(List<String> row, char delimiter) {
        for (int place = 0; place < row.size(); place++) {
            var value = row.get(place);
            // Hardly any value is long enough and has lines.
            if (value.length() > row.size() && value.indexOf('\n') >= 0
                    && isSo(value, place, row.size() - 1, delimiter)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSo(String value, int before, int all, char delimiter) {
        var lines = value.lines().toList();
        int last = lines.size() - 1;
        boolean isEnough = (long) last * all >= ENOUGH;
        return isEnough && delimiters(lines.getFirst(), delimiter) == all - before
                && delimiters(lines.getLast(), delimiter) == before
                && lines.subList(1, last).stream()
                        .allMatch(line -> delimiters(line, delimiter) == all);
    }

    /// How many delimiters a line has; -1 if it is prose.
    private static int delimiters(String line, char delimiter) {
        int count = 0;
        for (int at = line.indexOf(delimiter); at >= 0; at = line.indexOf(delimiter, at + 1)) {
            if (line.startsWith(" ", at + 1)) {
                return -1;
            }
            count++;
        }
        return count;
    }
}
