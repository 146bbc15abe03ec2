package io.darkroom.ledger;

import io.darkroom.item.Fingerprint;
import io.darkroom.item.Instruction;
import io.darkroom.item.Problem;
import io.darkroom.item.RunId;
import java.io.IOException;
import java.io.StringReader;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;

/// Writes new items by COPY, inside the caller's transaction, so that the position in the manifest
/// and the rows read so far are committed together.
public final class ItemLoader {

    private static final String IDS = "select nextval('item_id_seq') from generate_series(1, :count)";
    private static final String COPY_INPUT = """
        copy item_input (item_id, run_id, row_no, line_no, entry_id, variant, mode, prompt, images,
            quality, resolution, aspect_ratio, output_format, output_key, columns, fingerprint,
            price_usd) from stdin
        """;
    private static final String COPY_ITEM = """
        copy item (id, run_id, state, error_code, error_message) from stdin
        """;

    private final DataSource pool;
    private final JdbcClient jdbc;

    ItemLoader(DataSource pool, JdbcClient jdbc) {
        this.pool = pool;
        this.jdbc = jdbc;
    }

    /// Writes items in their order.
    ///
    /// @throws IllegalStateException if COPY fails; the caller's transaction must be rolled back
    public void load(RunId run, List<NewItem> items) {
        if (items.isEmpty()) {
            return;
        }
        var ids = jdbc.sql(IDS).param("count", items.size()).query(Long.class).list();
        var inputs = new StringBuilder();
        var states = new StringBuilder();
        for (int i = 0; i < items.size(); i++) {
            inputs.append(input(ids.get(i), run, items.get(i)));
            states.append(state(ids.get(i), run, items.get(i)));
        }
        copy(COPY_INPUT, inputs);
        copy(COPY_ITEM, states);
    }

    /// Tells the planner about the new rows; call it once after the last [#load].
    public void analyze() {
        jdbc.sql("analyze item, item_input").update();
    }

    private static String input(long id, RunId run, NewItem item) {
        var options = item.options();
        return line(id, run.value(), item.row(), item.line(), item.entryId(), item.variant(),
                item.instruction().map(i -> i.mode().name()).orElse(null),
                item.instruction().map(Instruction::prompt).orElse(null),
                item.instruction().map(ItemLoader::images).orElse("{}"), options.quality().wire(),
                options.resolution().wire(), options.aspectRatio().wire(),
                options.outputFormat().wire(), item.outputKey().orElse(null), item.columns(),
                item.fingerprint().map(Fingerprint::hash).orElse(null),
                item.price().map(usd -> usd.amount().toPlainString()).orElse(null));
    }

    private static String state(long id, RunId run, NewItem item) {
        var invalid = !item.problems().isEmpty();
        return line(id, run.value(), invalid ? "INVALID" : "PENDING",
                invalid ? "INVALID_ROW" : null, invalid ? sentences(item) : null);
    }

    private static String sentences(NewItem item) {
        return item.problems().stream().map(Problem::sentence).collect(Collectors.joining("; "));
    }

    /// An array literal: each element quoted, quotes and backslashes escaped.
    private static String images(Instruction instruction) {
        return instruction.images().stream()
                .map(image -> '"' + image.text().replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(",", "{", "}"));
    }

    /// One line of COPY's text format (PostgreSQL manual, COPY, File Formats). NUL cannot be kept.
    private static String line(@Nullable Object... values) {
        var line = new StringBuilder();
        for (var value : values) {
            line.append(line.isEmpty() ? "" : "\t").append(value == null ? "\\N" : escape(value));
        }
        return line.append('\n').toString();
    }

    private static String escape(Object value) {
        return Objects.toString(value).replace("\\", "\\\\").replace("\t", "\\t")
                .replace("\n", "\\n").replace("\r", "\\r").replace("\0", "\uFFFD");
    }

    private void copy(String command, StringBuilder lines) {
        var connection = DataSourceUtils.getConnection(pool);
        try {
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn(command,
                    new StringReader(lines.toString()));
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("COPY of the new items failed", e);
        } finally {
            DataSourceUtils.releaseConnection(connection, pool);
        }
    }
}
