package io.darkroom.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.darkroom.item.Guard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Items as CSV (RFC 4180): the entry's own columns as the manifest has them, then the fields of
/// [ItemJson]. For one thread.
public final class ItemCsv implements AutoCloseable {

    static final List<String> FIXED = List.of("id", "row", "variant", "mode", "status", "attempts",
            "prompt", "images", "quality", "resolution", "aspect_ratio", "output_format",
            "output_key", "output_url", "output_sha256", "output_bytes", "width", "height",
            "cost_usd", "reused_from", "error_code", "error_message", "provider_request_id",
            "started_at", "finished_at");

    private final CsvWriter csv;
    private final List<String> columns;
    private final Others others;
    private final Guard guard;

    /// What becomes of columns that an entry has beside those that were announced.
    public enum Others {

        /// There are none.
        NONE,
        /// They go to a last column `other_columns`, as a JSON object.
        LAST_COLUMN
    }

    /// Writes the header. A column of the entry that is named like a field, whatever the case, is
    /// called `columns.NAME`.
    ///
    /// @param out closed with this
    /// @param columns names of the entries' columns, in order
    /// @param guard whether a cell may be a formula to a spreadsheet
    public ItemCsv(Writer out, List<String> columns, Others others, Guard guard) {
        this.csv = CsvWriter.builder().build(out);
        this.columns = List.copyOf(columns);
        this.others = others;
        this.guard = guard;
        csv.writeRecord(header());
    }

    /// Writes an item as [ItemJson#whole] made it.
    public void write(ObjectNode item) {
        var cells = new ArrayList<String>();
        var own = item.path("columns");
        columns.forEach(name -> cells.add(cell(own.path(name))));
        FIXED.forEach(field -> cells.add(cell(item.path(field))));
        if (others == Others.LAST_COLUMN) {
            cells.add(rest(own));
        }
        csv.writeRecord(cells);
    }

    /// The names of an entry's columns in [ItemJson#whole], in order.
    public static List<String> columnsOf(ObjectNode item) {
        return List.copyOf(item.path("columns").propertyNames());
    }

    private List<String> header() {
        var fields = new ArrayList<>(FIXED);
        if (others == Others.LAST_COLUMN) {
            fields.add("other_columns");
        }
        var taken = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        taken.addAll(fields);
        var header = new ArrayList<String>();
        columns.forEach(name -> header.add(guarded(taken.contains(name) ? apart(name) : name)));
        header.addAll(fields);
        return header;
    }

    /// A name that no other column has.
    private String apart(String name) {
        var longer = "columns." + name;
        return columns.stream().anyMatch(longer::equalsIgnoreCase) ? apart(longer) : longer;
    }

    private String cell(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (value.isArray()) {
            return guarded(value.valueStream().map(JsonNode::asString)
                    .collect(Collectors.joining(" | ")));
        }
        return guarded(value.isValueNode() ? value.asString() : value.toString());
    }

    private String guarded(String text) {
        return guard == Guard.ON ? FormulaGuard.guard(text) : text;
    }

    private String rest(JsonNode own) {
        var rest = ItemJson.JSON.createObjectNode();
        own.propertyStream().filter(column -> !columns.contains(column.getKey()))
                .forEach(column -> rest.set(column.getKey(), column.getValue()));
        return rest.isEmpty() ? "" : rest.toString();
    }

    /// @throws UncheckedIOException if what is left cannot be written
    @Override
    public void close() {
        try {
            csv.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The CSV cannot be written", e);
        }
    }
}
