package io.darkroom.ledger;

import io.darkroom.item.Prices;
import io.darkroom.item.RunId;
import io.darkroom.item.Sha256;
import io.darkroom.item.Usd;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Runs and their states. Only the holder of the job's lock changes a run's state.
public final class RunBook {

    private static final String CREATE = """
        insert into run (id, job, state, definition, manifest, folder, snapshot, input_sha256,
            item_limit)
        values (:id, :job, 'OPEN', :definition, :manifest, :folder, :snapshot, :input, :limit)
        """;
    private static final String CREATE_BUDGET = """
        insert into budget (run_id, cap_usd, daily_cap_usd) values (:id, :cap, :daily)
        """;
    private static final String RECAP = """
        update budget set cap_usd = coalesce(:cap, cap_usd), daily_cap_usd = :daily
        where run_id = :id
        """;
    private static final String BEGIN = """
        update run set state = 'RUNNING', request = null, halt_reason = null, halt_message = null,
            started_at = coalesce(started_at, now()), finished_at = null
        where id = :id
        """;
    private static final String END = """
        update run set state = :state, halt_reason = :reason, halt_message = :message,
            request = null, finished_at = now()
        where id = :id and state = 'RUNNING'
            and not exists (select from worker mine
                join worker later on later.run_id = mine.run_id and later.started_at > mine.started_at
                where mine.id = :worker)
        """;
    private static final String INGESTED = """
        update run set ingested = true, estimated_usd = coalesce((
            select sum(n.price_usd) from item i join item_input n on n.item_id = i.id
            where i.run_id = :id and i.state = 'PENDING' and i.reuse_of is null), 0)
        where id = :id
        """;

    private static final String REPRICE = """
        update item_input n set price_usd = p.usd
        from item i, unnest(:kinds::text[], :usd::numeric[]) as p(kind, usd)
        where i.run_id = :id and i.state = 'PENDING' and n.item_id = i.id
            and p.kind = lower(n.mode) || '.' || n.quality || '.' || n.resolution
            and n.price_usd is distinct from p.usd
        """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    RunBook(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /// Writes a new run and its budget.
    public void create(NewRun run) {
        transaction.executeWithoutResult(_ -> {
            jdbc.sql(CREATE).param("id", run.id().value()).param("job", run.job())
                    .param("definition", run.definition()).param("manifest", run.manifest())
                    .param("folder", run.folder()).param("snapshot", run.snapshot())
                    .param("input", run.inputHash().hex()).param("limit", run.itemLimit())
                    .update();
            jdbc.sql(CREATE_BUDGET).param("id", run.id().value())
                    .param("cap", orNull(run.caps().run()), Types.NUMERIC)
                    .param("daily", orNull(run.caps().day()), Types.NUMERIC).update();
        });
    }

    /// Brings an unfinished run up to date with its job: what does not shape its items may change.
    ///
    /// @param snapshot a fresh copy of the same manifest
    /// @param caps a run's own cap that is empty leaves the one that it had
    public void redefine(RunId id, String definition, String snapshot, Caps caps) {
        transaction.executeWithoutResult(_ -> {
            jdbc.sql("update run set definition = :definition, snapshot = :snapshot where id = :id")
                    .param("id", id.value()).param("definition", definition)
                    .param("snapshot", snapshot).update();
            jdbc.sql(RECAP).param("id", id.value())
                    .param("cap", orNull(caps.run()), Types.NUMERIC)
                    .param("daily", orNull(caps.day()), Types.NUMERIC).update();
        });
    }

    /// A run by its id.
    public Optional<RunRecord> find(RunId id) {
        return jdbc.sql("select * from run where id = :id").param("id", id.value())
                .query(RunBook::read).optional();
    }

    /// The run that was created last, of any job.
    public Optional<RunRecord> latest() {
        return list(1).stream().findFirst();
    }

    /// The run of a job that was created last.
    public Optional<RunRecord> latestOf(String job) {
        return jdbc
                .sql("select * from run where job = :job order by created_at desc, id desc limit 1")
                .param("job", job).query(RunBook::read).optional();
    }

    /// The newest runs, newest first.
    ///
    /// @param limit most runs to return, at least 1
    public List<RunRecord> list(int limit) {
        return jdbc.sql("select * from run order by created_at desc, id desc limit :limit")
                .param("limit", limit).query(RunBook::read).list();
    }

    /// Marks a run as being worked on and forgets an earlier request or halt.
    public void begin(RunId id) {
        jdbc.sql(BEGIN).param("id", id.value()).update();
    }

    /// Marks the end of work on a run by whoever surely holds its job's lock; does nothing unless the
    /// run is RUNNING.
    public void end(RunId id, RunState state, Optional<Halt> halt) {
        end(id, "", state, halt);
    }

    /// Marks the end of a worker's work on a run; does nothing unless the run is RUNNING and no other
    /// worker began later.
    ///
    /// @return whether the worker was still the last one
    public boolean end(RunId id, String worker, RunState state, Optional<Halt> halt) {
        return jdbc.sql(END).param("id", id.value()).param("worker", worker)
                .param("state", state.name())
                .param("reason", halt.map(Halt::reason).orElse(null))
                .param("message", halt.map(Halt::message).orElse(null)).update() > 0;
    }

    /// Marks that all entries are items, and keeps the estimate of what is to be rendered.
    public void ingested(RunId id) {
        jdbc.sql(INGESTED).param("id", id.value()).update();
    }

    /// Gives pending items the prices of a table, so that a corrected table counts for what is still
    /// to be sent; an item whose kind is not in the table keeps its price. A request keeps the price
    /// that it was reserved at.
    ///
    /// @return how many items have another price now
    public int reprice(RunId id, Prices prices) {
        var kinds = List.copyOf(prices.byKind().entrySet());
        return jdbc.sql(REPRICE).param("id", id.value())
                .param("kinds", kinds.stream().map(Map.Entry::getKey).toArray(String[]::new))
                .param("usd", kinds.stream().map(kind -> kind.getValue().amount())
                        .toArray(BigDecimal[]::new))
                .update();
    }

    /// Asks the process that works on a run to stop; CANCEL is not weakened to STOP.
    public void request(RunId id, RunRecord.Request request) {
        jdbc.sql(
                "update run set request = :request where id = :id and request is distinct from 'CANCEL'")
                .param("id", id.value()).param("request", request.name()).update();
    }

    /// What the operator asked for since the run began.
    public Optional<RunRecord.Request> requested(RunId id) {
        return jdbc.sql("select request from run where id = :id and request is not null")
                .param("id", id.value()).query(String.class).optional()
                .map(RunRecord.Request::valueOf);
    }

    /// Changes the run's own cap; applies to the next reservation.
    public void cap(RunId id, Usd cap) {
        jdbc.sql("update budget set cap_usd = :cap where run_id = :id").param("id", id.value())
                .param("cap", cap.amount()).update();
    }

    /// Where the results manifest was put.
    public void results(RunId id, String url) {
        jdbc.sql("update run set results_url = :url, results_of = id where id = :id")
                .param("id", id.value()).param("url", url).update();
    }

    /// Marks that a run's results are those of an earlier run.
    public void results(RunId id, RunId earlier) {
        jdbc.sql("""
            update run r set results_url = e.results_url, results_of = e.id
            from run e where r.id = :id and e.id = :earlier
            """).param("id", id.value()).param("earlier", earlier.value()).update();
    }

    private static @Nullable BigDecimal orNull(Optional<Usd> cap) {
        return cap.map(Usd::amount).orElse(null);
    }

    private static RunRecord read(ResultSet row, int number) throws SQLException {
        return new RunRecord(new RunId(row.getString("id")), row.getString("job"),
                RunState.valueOf(row.getString("state")), row.getString("definition"),
                row.getString("manifest"), row.getString("folder"), row.getString("snapshot"),
                new Sha256(row.getString("input_sha256")), row.getLong("item_limit"),
                row.getBoolean("ingested"),
                Optional.ofNullable(row.getString("request")).map(RunRecord.Request::valueOf),
                Optional.ofNullable(row.getString("halt_reason"))
                        .map(reason -> new Halt(reason, message(row))),
                new Usd(row.getBigDecimal("estimated_usd")),
                Optional.ofNullable(row.getString("results_url")),
                Optional.ofNullable(row.getString("results_of")).map(RunId::new),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                time(row, "started_at"), time(row, "finished_at"));
    }

    private static String message(ResultSet row) {
        try {
            return Optional.ofNullable(row.getString("halt_message")).orElse("");
        } catch (SQLException e) {
            throw new IllegalStateException("The column halt_message cannot be read", e);
        }
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }
}
