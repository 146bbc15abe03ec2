package io.darkroom.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Items as CSV (RFC 4180): the fields of [ItemJson], then each of the entry's other columns as a
/// column of its own. No cell is a formula to a spreadsheet. For one thread.
public final class ItemCsv implements AutoCloseable {

    static final List<String> FIXED = List.of("id", "row", "variant", "mode", "status", "attempts",
            "prompt", "images", "quality", "resolution", "aspect_ratio", "output_format",
            "output_key", "output_url", "output_sha256", "output_bytes", "width", "height",
            "cost_usd", "reused_from", "error_code", "error_message", "provider_request_id",
            "started_at", "finished_at");

    private final CsvWriter csv;
    private final List<String> columns;
    private final Others others;

    /// What becomes of columns that an entry has beside those that were announced.
    public enum Others {

        /// There are none.
        NONE,
        /// They go to a last column `other_columns`, as a JSON object.
        LAST_COLUMN
    }

    /// Writes the header. A column that is named like a field is called `columns.NAME`.
    ///
    /// @param out closed with this
    /// @param columns names of the entries' other columns, in order
    public ItemCsv(Writer out, List<String> columns, Others others) {
        this.csv = CsvWriter.builder().build(out);
        this.columns = List.copyOf(columns);
        this.others = others;
        csv.writeRecord(header());
    }

    /// Writes an item as [ItemJson] made it.
    public void write(ObjectNode item) {
        var cells = new ArrayList<String>();
        FIXED.forEach(field -> cells.add(cell(item.path(field))));
        var own = item.path("columns");
        columns.forEach(name -> cells.add(cell(own.path(name))));
        if (others == Others.LAST_COLUMN) {
            cells.add(rest(own));
        }
        csv.writeRecord(cells);
    }

    /// The names of an item's other columns, in order.
    public static List<String> columnsOf(ObjectNode item) {
        return List.copyOf(item.path("columns").propertyNames());
    }

    private List<String> header() {
        var header = new ArrayList<>(FIXED);
        for (var name : columns) {
            header.add(FormulaGuard.guard(FIXED.contains(name) ? "columns." + name : name));
        }
        if (others == Others.LAST_COLUMN) {
            header.add("other_columns");
        }
        return header;
    }

    private static String cell(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (value.isArray()) {
            return FormulaGuard.guard(value.valueStream().map(JsonNode::asString)
                    .collect(Collectors.joining(" | ")));
        }
        return FormulaGuard.guard(value.isValueNode() ? value.asString() : value.toString());
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
