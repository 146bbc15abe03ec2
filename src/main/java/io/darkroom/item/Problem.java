package io.darkroom.item;

import org.jspecify.annotations.Nullable;

/// What is wrong with data the user gave, and where.
///
/// @param file the file as the user named it
/// @param line 1-based line of the file; 0 where there is none
/// @param field column or key; null where the whole row is meant
/// @param value the offending value; null where there is none
/// @param allowed what would be right, as a sentence without a full stop
public record Problem(String file, long line, @Nullable String field, @Nullable String value,
        String allowed) {

    private static final int SHOWN = 80;

    /// One sentence: `catalog.csv:7: aspect_ratio "7:5": one of 1:1, 3:2, …`.
    public String sentence() {
        var text = new StringBuilder(file);
        if (line > 0) {
            text.append(':').append(line);
        }
        text.append(':');
        if (field != null) {
            text.append(' ').append(field);
        }
        if (value != null) {
            text.append(" \"").append(shown(value)).append('"');
        }
        return text.append(field == null && value == null ? " " : ": ").append(allowed).toString();
    }

    private static String shown(String value) {
        var safe = value.replaceAll("\\p{Cntrl}", "␣");
        return safe.length() <= SHOWN ? safe : safe.substring(0, SHOWN) + "…";
    }

    @Override
    public String toString() {
        return sentence();
    }
}
