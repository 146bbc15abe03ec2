package io.darkroom.ledger;

import io.darkroom.item.ImageRef;
import io.darkroom.item.Instruction;
import io.darkroom.item.Problem;
import io.darkroom.item.RunId;
import io.darkroom.item.Usd;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;

/// Writes new items by COPY, inside the caller's transaction, so that the position in the manifest
/// and the rows read so far are committed together.
public final class ItemLoader {

    private static final String HOLD_RUN = "select id from run where id = :run for key share";
    private static final String IDS = "select nextval('item_id_seq') from generate_series(1, :count)";
    private static final int INPUT_COLUMNS = 17;
    private static final String COPY_INPUT = """
        copy item_input (item_id, run_id, row_no, line_no, entry_id, variant, mode, prompt, images,
            quality, resolution, aspect_ratio, output_format, output_key, columns, fingerprint,
            price_usd) from stdin (format binary)
        """;
    private static final int ITEM_COLUMNS = 5;
    private static final String COPY_ITEM = """
        copy item (id, run_id, state, error_code, error_message) from stdin (format binary)
        """;
    private static final int BUFFER = 1 << 16;

    private final DataSource pool;
    private final JdbcClient jdbc;

    ItemLoader(DataSource pool, JdbcClient jdbc) {
        this.pool = pool;
        this.jdbc = jdbc;
    }

    /// Writes items in their order.
    ///
    /// @throws IllegalStateException if there is no such run, or COPY fails; the caller's transaction
    /// must be rolled back
    public void load(RunId run, List<NewItem> items) {
        if (items.isEmpty()) {
            return;
        }
        // No foreign key asks for each row.
        if (jdbc.sql(HOLD_RUN).param("run", run.value()).query(String.class).optional()
                .isEmpty()) {
            throw new IllegalStateException("There is no run " + run);
        }
        var ids = jdbc.sql(IDS).param("count", items.size()).query(Long.class).list();
        copy(COPY_INPUT, rows -> {
            for (int i = 0; i < items.size(); i++) {
                input(rows, ids.get(i), run, items.get(i));
            }
        });
        copy(COPY_ITEM, rows -> {
            for (int i = 0; i < items.size(); i++) {
                state(rows, ids.get(i), run, items.get(i));
            }
        });
    }

    /// Tells the planner about the new rows; call it once after the last [#load].
    public void analyze() {
        jdbc.sql("analyze item, item_input").update();
    }

    private static void input(BinaryRows rows, long id, RunId run, NewItem item)
            throws IOException {
        var options = item.options();
        rows.row(INPUT_COLUMNS);
        rows.number(id);
        rows.text(run.value());
        rows.number(item.row());
        rows.number(item.line());
        rows.text(item.entryId());
        rows.text(item.variant());
        rows.text(item.instruction().map(i -> i.mode().name()).orElse(null));
        rows.text(item.instruction().map(Instruction::prompt).orElse(null));
        rows.texts(item.instruction().map(ItemLoader::images).orElse(List.of()));
        rows.text(options.quality().wire());
        rows.text(options.resolution().wire());
        rows.text(options.aspectRatio().wire());
        rows.text(options.outputFormat().wire());
        rows.text(item.outputKey().orElse(null));
        rows.text(item.columns());
        rows.text(item.fingerprint().map(fingerprint -> fingerprint.hash().hex()).orElse(null));
        rows.amount(item.price().map(Usd::amount).orElse(null));
    }

    private static List<String> images(Instruction instruction) {
        return instruction.images().stream().map(ImageRef::text).toList();
    }

    private static void state(BinaryRows rows, long id, RunId run, NewItem item)
            throws IOException {
        var invalid = !item.problems().isEmpty();
        rows.row(ITEM_COLUMNS);
        rows.number(id);
        rows.text(run.value());
        rows.text(invalid ? "INVALID" : "PENDING");
        rows.text(invalid ? "INVALID_ROW" : null);
        rows.text(invalid ? sentences(item) : null);
    }

    private static String sentences(NewItem item) {
        return item.problems().stream().map(Problem::sentence).collect(Collectors.joining("; "));
    }

    /// Puts rows into a COPY.
    @FunctionalInterface
    private interface Source {

        void writeTo(BinaryRows rows) throws IOException;
    }

    /// The server stores the first rows while the next ones are written.
    private void copy(String command, Source source) {
        var connection = DataSourceUtils.getConnection(pool);
        try (var out = new PGCopyOutputStream(connection.unwrap(PGConnection.class), command,
                BUFFER)) {
            var rows = new BinaryRows(out);
            source.writeTo(rows);
            rows.end();
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("COPY of the new items failed", e);
        } finally {
            DataSourceUtils.releaseConnection(connection, pool);
        }
    }
}
