package io.darkroom.ledger;

import io.darkroom.item.Fingerprint;
import io.darkroom.item.Instruction;
import io.darkroom.item.Problem;
import io.darkroom.item.RunId;
import io.darkroom.item.Usd;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;

/// Writes new items by COPY, inside the caller's transaction, so that the position in the manifest
/// and the rows read so far are committed together. What COPY takes is made before, so that the server
/// never waits for it. Safe for any number of threads.
public final class ItemLoader {

    // No second process can write the same rows: whoever comes later finds them read. A crash may take the
    // last loads back, whole and with the position behind them; then they are read again.
    private static final String ADVANCE = """
        update run set rows_read = :end
        where id = :run and coalesce(rows_read, :start) = :start
        returning set_config('synchronous_commit', 'off', true)
        """;
    private static final String IDS = """
        select array(select nextval('item_id_seq') from generate_series(1, :count)),
            set_config('synchronous_commit', 'off', true)
        """;
    private static final int BLOCK_COLUMNS = 3;
    private static final String COPY_BLOCK = """
        copy entry_columns (first_item, names, cells) from stdin (format binary)
        """;
    private static final int INPUT_COLUMNS = 18;
    private static final String COPY_INPUT = """
        copy item_input (item_id, run_id, row_no, line_no, entry_id, variant, mode, prompt, images,
            quality, resolution, aspect_ratio, output_format, output_key, block, place, fingerprint,
            price_usd) from stdin (format binary)
        """;
    private static final int ITEM_COLUMNS = 6;
    private static final String COPY_ITEM = """
        copy item (id, run_id, state, error_code, error_message, fingerprint_part)
        from stdin (format binary)
        """;
    private static final String SUMMARIZE = """
        select brin_summarize_new_values('item_run'), brin_summarize_new_values('item_input_run')
        """;
    private static final int PART_DIGITS = 16;
    private static final int BUFFER = 1 << 16;

    private final DataSource pool;
    private final JdbcClient jdbc;

    ItemLoader(DataSource pool, JdbcClient jdbc) {
        this.pool = pool;
        this.jdbc = jdbc;
    }

    /// Gives the items of some rows their numbers and puts them into the form that COPY takes. Writes nothing
    /// down, and may go on in another thread than the loads before it.
    ///
    /// @param start how many of the manifest's rows are written before
    /// @param end how many are written with these
    public NewItems prepare(RunId run, long start, long end, List<NewItem> items) {
        var ids = jdbc.sql(IDS).param("count", items.size())
                .query((row, _) -> (Long[]) row.getArray(1).getArray()).single();
        var columns = new ColumnBlocks();
        var inputs = new BinaryRows();
        var states = new BinaryRows();
        for (int i = 0; i < items.size(); i++) {
            var item = items.get(i);
            input(inputs, ids[i], run, item, columns.add(ids[i], item));
            state(states, ids[i], run, item);
        }
        return new NewItems(run, start, end, blocks(columns), inputs.end(), states.end());
    }

    /// Writes items down in their order, once.
    ///
    /// @throws IllegalStateException if there is no such run, another process has gone on with it, or
    /// COPY fails; the caller's transaction must be rolled back
    public void load(NewItems items) {
        if (jdbc.sql(ADVANCE).param("run", items.run().value()).param("start", items.start())
                .param("end", items.end()).query(String.class).optional().isEmpty()) {
            throw new IllegalStateException("There is no run " + items.run() + " of which "
                    + items.start()
                    + " rows are written; another process may have gone on with it");
        }
        copy(COPY_BLOCK, items.blocks());
        copy(COPY_INPUT, items.inputs());
        copy(COPY_ITEM, items.states());
    }

    /// Tells the planner about the new rows; call it once after the last [#load].
    public void analyze() {
        jdbc.sql("analyze item, item_input").update();
        jdbc.sql(SUMMARIZE).query().listOfRows();
    }

    private static InputStream blocks(ColumnBlocks columns) {
        var rows = new BinaryRows();
        for (var block : columns.blocks()) {
            rows.row(BLOCK_COLUMNS);
            rows.number(block.firstItem());
            rows.texts(block.names());
            rows.utf8(block.end());
        }
        return rows.end();
    }

    private static void input(BinaryRows rows, long id, RunId run, NewItem item,
            ColumnBlocks.Place columns) {
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
        rows.texts(images(item));
        rows.text(options.quality().wire());
        rows.text(options.resolution().wire());
        rows.text(options.aspectRatio().wire());
        rows.text(options.outputFormat().wire());
        rows.text(item.outputKey().orElse(null));
        rows.number(columns.block());
        rows.integer(columns.place());
        rows.text(item.fingerprint().map(fingerprint -> fingerprint.hash().hex()).orElse(null));
        rows.amount(item.price().map(Usd::amount).orElse(null));
    }

    private static List<String> images(NewItem item) {
        var texts = new ArrayList<String>();
        item.instruction().ifPresent(it -> it.images().forEach(image -> texts.add(image.text())));
        return texts;
    }

    private static void state(BinaryRows rows, long id, RunId run, NewItem item) {
        var invalid = !item.problems().isEmpty();
        rows.row(ITEM_COLUMNS);
        rows.number(id);
        rows.text(run.value());
        rows.text(invalid ? "INVALID" : "PENDING");
        rows.text(invalid ? "INVALID_ROW" : null);
        rows.text(invalid ? sentences(item) : null);
        if (item.fingerprint().isPresent()) {
            rows.number(part(item.fingerprint().get()));
        } else {
            rows.none();
        }
    }

    /// The first 64 of its 256 bits.
    private static long part(Fingerprint fingerprint) {
        return Long.parseUnsignedLong(fingerprint.hash().hex(), 0, PART_DIGITS, 16);
    }

    private static String sentences(NewItem item) {
        return item.problems().stream().map(Problem::sentence).collect(Collectors.joining("; "));
    }

    private void copy(String command, InputStream rows) {
        var connection = DataSourceUtils.getConnection(pool);
        try {
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn(command, rows, BUFFER);
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("COPY of the new items failed", e);
        } finally {
            DataSourceUtils.releaseConnection(connection, pool);
        }
    }
}
