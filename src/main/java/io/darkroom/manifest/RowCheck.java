package io.darkroom.manifest;

import io.darkroom.item.Problem;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What every row has to keep to, whatever the format it was read from.
final class RowCheck {

    /// Most characters of all values of a row together.
    static final int MAX_CHARS = 1 << 20;

    /// Most columns of a row; files for a marketplace have hundreds, nearly all of them blank.
    static final int MAX_COLUMNS = 1024;

    /// NUL, which PostgreSQL cannot store, and halves of surrogate pairs, which UTF-8 cannot.
    private static final Pattern UNSTORABLE = Pattern.compile("[\\x00\\uD800-\\uDFFF]");

    private final String file;

    RowCheck(String file) {
        this.file = file;
    }

    /// The row as an entry if it keeps to the limits, otherwise as a broken one.
    Row entry(long row, long line, Map<String, String> columns) {
        var complaint = complaint(columns);
        if (complaint.isPresent()) {
            return broken(row, line, columns, complaint.get());
        }
        return new Row.Entry(row, line, columns);
    }

    /// A broken row; its values are shortened and cleaned so that they can be shown and stored.
    Row broken(long row, long line, Map<String, String> columns, String complaint) {
        var problem = new Problem(file, line, null, null, complaint);
        return new Row.Broken(row, line, cleaned(columns), problem);
    }

    /// Whether a text holds a character that the ledger cannot store. Nearly no text does, so the
    /// plain loop comes before the pattern.
    static boolean isUnstorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isSurrogate(c)) {
                return UNSTORABLE.matcher(text).region(i, text.length()).find();
            }
        }
        return false;
    }

    private static Optional<String> complaint(Map<String, String> columns) {
        if (columns.size() > MAX_COLUMNS) {
            return Optional.of("the row has " + columns.size() + " columns; at most "
                    + MAX_COLUMNS);
        }
        long chars = chars(columns);
        if (chars > MAX_CHARS) {
            return Optional.of("the row has " + chars + " characters; at most " + MAX_CHARS
                    + "; is a quote missing?");
        }
        return isStorable(columns) ? Optional.empty() : Optional.of(unstorable(columns));
    }

    // The names of a table were looked at with its header.
    private static boolean isStorable(Map<String, String> columns) {
        return areStorable(columns.values())
                && (columns instanceof TableRow || areStorable(columns.keySet()));
    }

    private static boolean areStorable(Collection<String> texts) {
        for (var text : texts) {
            if (isUnstorable(text)) {
                return false;
            }
        }
        return true;
    }

    private static String unstorable(Map<String, String> columns) {
        var wrong = columns.entrySet().stream().filter(
                cell -> isUnstorable(cell.getKey()) || isUnstorable(cell.getValue())).findFirst();
        return "column " + cleaned(wrong.orElseThrow().getKey())
                + " holds a character that is not text (NUL or half a surrogate pair)";
    }

    /// The characters of names and values.
    static long chars(Map<String, String> columns) {
        return columns instanceof TableRow row
                ? row.chars()
                : chars(columns.keySet()) + chars(columns.values());
    }

    /// The characters of some texts.
    static long chars(Collection<String> texts) {
        long chars = 0;
        for (var text : texts) {
            chars += text.length();
        }
        return chars;
    }

    private static Map<String, String> cleaned(Map<String, String> columns) {
        var clean = new LinkedHashMap<String, String>();
        if (chars(columns) <= MAX_CHARS) {
            columns.entrySet().stream().limit(MAX_COLUMNS)
                    .forEach(cell -> clean.put(cleaned(cell.getKey()), cleaned(cell.getValue())));
        }
        return clean;
    }

    private static String cleaned(String text) {
        return UNSTORABLE.matcher(text).replaceAll("\uFFFD");
    }
}
