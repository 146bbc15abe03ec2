package io.darkroom.ledger;

import io.darkroom.item.RunId;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
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
    // Does not wait for the disk: the log holds them before the items that have them.
    private static final String IDS = """
        select array(select nextval('item_id_seq') from generate_series(1, :count)),
            set_config('synchronous_commit', 'off', true)
        """;
    private static final String SUMMARIZE = """
        select brin_summarize_new_values('item_run'), brin_summarize_new_values('item_input_run')
        """;
    private static final int BUFFER = 1 << 16;

    private final DataSource pool;
    private final JdbcClient jdbc;

    ItemLoader(DataSource pool, JdbcClient jdbc) {
        this.pool = pool;
        this.jdbc = jdbc;
    }

    /// Begins to put new items into the form that COPY takes, which writes nothing down; may go on in another
    /// thread than the loads before it.
    ///
    /// @param start how many of the manifest's rows are written before
    public NewItems prepare(RunId run, long start) {
        return new NewItems(run, start, this::numbers);
    }

    private Long[] numbers(int count) {
        return jdbc.sql(IDS).param("count", count)
                .query((row, _) -> (Long[]) row.getArray(1).getArray()).single();
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
        copy(NewItems.COPY_BLOCK, items.blocks());
        copy(NewItems.COPY_INPUT, items.inputs());
        copy(NewItems.COPY_ITEM, items.states());
    }

    /// Tells the planner about the new rows; call it once after the last [#load].
    public void analyze() {
        jdbc.sql("analyze item, item_input").update();
        jdbc.sql(SUMMARIZE).query().listOfRows();
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
