package io.darkroom.manifest;

import java.util.ArrayList;
import java.util.List;

/// Finds out where rows can be read again after one whose quotes do not match. A quote too many could take
/// any number of rows into one value, so all has to agree: the line of the bad row alone has the delimiters of
/// a whole row, and right below such lines stands a row that has as many fields as the one before them.
final class StrayQuotes {

    private static final int MOST = 50;
    private static final int FEWEST_FIELDS = 3;
    private static final int MALFORMED = -1;

    private final String text;
    private final char delimiter;
    private final boolean isAll;

    /// @param text from the first bad row on
    /// @param isAll whether it goes on to the end of the file
    StrayQuotes(String text, char delimiter, boolean isAll) {
        this.text = text;
        this.delimiter = delimiter;
        this.isAll = isAll;
    }

    /// The bad rows, a line each; empty if it is not sure where the next good row begins.
    ///
    /// @param fields how many fields the row before has
    List<String> rows(int fields) {
        var bad = new ArrayList<String>();
        for (int at = 0; fields >= FEWEST_FIELDS && bad.size() < MOST;) {
            int end = Lines.end(text, at);
            var line = text.substring(at, end);
            boolean isWhole = isAll || end < text.length();
            if (!isWhole || split(line).size() < fields) {
                return List.of();
            }
            bad.add(line);
            at = Lines.next(text, at);
            if (isAll && text.substring(at).isBlank()) {
                return bad;
            }
            int found = fields(afterBlankLines(at));
            if (found != MALFORMED) {
                return found == fields ? bad : List.of();
            }
        }
        return List.of();
    }

    /// A line's fields as if a quote were a character like any other.
    List<String> split(String line) {
        var fields = new ArrayList<String>();
        int from = 0;
        for (int to = line.indexOf(delimiter); to >= 0; to = line.indexOf(delimiter, from)) {
            fields.add(line.substring(from, to));
            from = to + 1;
        }
        fields.add(line.substring(from));
        return fields;
    }

    private int afterBlankLines(int from) {
        int at = from;
        while (at < text.length() && text.substring(at, Lines.end(text, at)).isBlank()) {
            at = Lines.next(text, at);
        }
        return at;
    }

    /// How many fields the row has that begins here, if each of its quotes is in its place.
    private int fields(int from) {
        int end = endOfField(from);
        int fields = 1;
        while (end != MALFORMED && end < text.length() && text.charAt(end) == delimiter) {
            end = endOfField(end + 1);
            fields++;
        }
        return end == MALFORMED ? MALFORMED : fields;
    }

    private int endOfField(int from) {
        int at = from;
        if (at < text.length() && text.charAt(at) == '"') {
            at = closing(at + 1) + 1;
            boolean closed = at > 0 && (at == text.length() || isEnd(text.charAt(at)));
            return closed ? at : MALFORMED;
        }
        while (at < text.length() && !isEnd(text.charAt(at))) {
            if (text.charAt(at) == '"') {
                return MALFORMED;
            }
            at++;
        }
        return at;
    }

    private int closing(int from) {
        int at = text.indexOf('"', from);
        while (at >= 0 && at + 1 < text.length() && text.charAt(at + 1) == '"') {
            at = text.indexOf('"', at + 2);
        }
        return at;
    }

    private boolean isEnd(char c) {
        return c == delimiter || c == '\n' || c == '\r';
    }
}
