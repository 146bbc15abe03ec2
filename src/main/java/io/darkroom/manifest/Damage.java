package io.darkroom.manifest;

import io.darkroom.item.Fields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Notices values that a spreadsheet has damaged. They are used as they are: what stood there before
/// cannot be known.
final class Damage {

    /// A long number that lost its last digits: `8.80609E+12`.
    private static final Pattern ROUNDED = Pattern.compile("\\d([.,]\\d+)?E\\+\\d{1,3}");

    private static final int LONGEST = 24;

    private static final Set<String> ERRORS = Set.of("#REF!", "#NAME?", "#VALUE!", "#N/A",
            "#DIV/0!", "#NUM!", "#NULL!");

    private final Mapping mapping;
    private final Map<String, Found> byColumn = new LinkedHashMap<>();

    /// @param example the first damaged value
    private record Found(String example, long count) {}

    Damage(Mapping mapping) {
        this.mapping = mapping;
    }

    void look(Row row) {
        row.columns().forEach((column, value) -> {
            if (isDamaged(value)) {
                byColumn.merge(column, new Found(value, 1),
                        (first, _) -> new Found(first.example(), first.count() + 1));
            }
        });
    }

    private static boolean isDamaged(String value) {
        if (value.startsWith("#")) {
            return ERRORS.contains(value.strip());
        }
        return value.length() <= LONGEST && value.contains("E+")
                && ROUNDED.matcher(value.strip()).matches();
    }

    /// A sentence for each column.
    List<String> notes() {
        return byColumn.entrySet().stream()
                .map(entry -> ("%s: %d values such as %s were damaged by a"
                        + " spreadsheet; they are used as they are%s").formatted(entry.getKey(),
                                entry.getValue().count(), entry.getValue().example(),
                                mapping.column(Fields.ID).equalsIgnoreCase(entry.getKey())
                                        ? ", and two products may have the same id now"
                                        : ""))
                .toList();
    }
}
