package io.darkroom.ledger;

import io.darkroom.item.ItemState;
import io.darkroom.item.RunId;
import io.darkroom.item.Usd;
import io.darkroom.ledger.Oddity.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Adds a run up again from its single rows, for whoever does not believe the totals; reads only.
public final class Recount {

    private static final int FETCHED = 500;
    private static final String BOOKS = """
        select n.row_count, n.item_count, b.cap_usd, b.spent_usd, b.reserved_usd, a.*
        from budget b,
            (select count(distinct row_no) as row_count, count(*) as item_count
                from item_input where run_id = :run) n,
            (select coalesce(sum(cost_usd), 0) as billed,
                coalesce(sum(reserved_usd) filter (where cost_usd is null), 0)
                    as held,
                count(*) filter (where outcome = 'UNKNOWN') as unknown,
                coalesce(sum(reserved_usd) filter (where outcome is not null
                    and cost_usd is null), 0) as perhaps
            from attempt where run_id = :run) a
        where b.run_id = :run
        """;
    private static final String OPEN_REQUESTS = """
        select a.id, a.sent_at, i.state, %s as item
        from attempt a join item i on i.id = a.item_id join item_input n on n.item_id = i.id
        where a.run_id = :run and a.outcome is null order by a.id
        """.formatted(Oddities.NAME);
    // Of two items with the same key one is INVALID: the key belongs to the other.
    private static final String OWNERS = """
        select n.output_key, i.state, i.reused_from is not null as reused,
            coalesce(i.error_code, '') as code, %s as item
        from item_input n join item i on i.id = n.item_id
        where n.run_id = :run and n.output_key = any(:keys) and i.state <> 'INVALID'
        """.formatted(Oddities.NAME);
    private static final String PREFIX = """
        select min(prefix) from (
            select left(output_key, strpos(output_key, run_id) + length(run_id) - 1) as prefix
            from item_input where run_id = :run and strpos(output_key, run_id) > 0) p
        having min(prefix) = max(prefix)
        """;
    private static final String UNFINISHED = """
        select a.id from attempt a join item i on i.id = a.item_id
        where a.id = any(:attempts) and a.run_id = :run
            and i.state in ('PENDING', 'CLAIMED', 'RENDERED')
        """;

    private final JdbcClient jdbc;
    private final TransactionTemplate snapshot;

    Recount(DataSource pool, JdbcClient jdbc) {
        this.jdbc = jdbc;
        snapshot = new TransactionTemplate(new JdbcTransactionManager(pool));
        snapshot.setReadOnly(true);
        snapshot.setIsolationLevel(TransactionTemplate.ISOLATION_REPEATABLE_READ);
    }

    /// A request whose end is not written down.
    ///
    /// @param item as in [Oddity]
    public record OpenRequest(long attempt, String item, ItemState state, Instant sentAt) {}

    /// The item that an object's key was planned for.
    ///
    /// @param item as in [Oddity]
    /// @param reused whether it has another item's output instead
    /// @param errorCode why it ended badly; empty if it did not
    public record Owner(String item, ItemState state, boolean reused, String errorCode) {}

    /// Adds up one instant of a run, which may be worked on meanwhile.
    ///
    /// @param found is told each contradiction while the instant is held; it should be quick
    public Books of(RunId run, Consumer<Oddity> found) {
        return snapshot.execute(_ -> {
            Oddities.QUESTIONS.forEach((kind, sql) -> ask(run, kind, sql, found));
            return jdbc.sql(BOOKS).param("run", run.value()).query(Recount::books).single();
        });
    }

    private void ask(RunId run, Kind kind, String sql, Consumer<Oddity> found) {
        jdbc.sql(sql).param("run", run.value()).withFetchSize(FETCHED)
                .query((RowCallbackHandler) row -> found.accept(
                        new Oddity(kind, text(row, "item"), text(row, "key"),
                                row.getString("expected"), row.getString("found"))));
    }

    private static Books books(ResultSet row, int number) throws SQLException {
        return new Books(row.getLong("row_count"), row.getLong("item_count"),
                new Usd(row.getBigDecimal("spent_usd")), new Usd(row.getBigDecimal("billed")),
                new Usd(row.getBigDecimal("reserved_usd")), new Usd(row.getBigDecimal("held")),
                Optional.ofNullable(row.getBigDecimal("cap_usd")).map(Usd::new),
                row.getLong("unknown"), new Usd(row.getBigDecimal("perhaps")));
    }

    /// The requests of a run that are open now, oldest first.
    public List<OpenRequest> openRequests(RunId run) {
        return jdbc.sql(OPEN_REQUESTS).param("run", run.value())
                .query((row, _) -> new OpenRequest(row.getLong("id"), row.getString("item"),
                        ItemState.valueOf(row.getString("state")),
                        row.getObject("sent_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /// Which items of a run some keys were planned for; keys of nobody are left out.
    ///
    /// @param keys some thousands at a time: each call reads the run's inputs once
    public Map<String, Owner> owners(RunId run, Collection<String> keys) {
        var owners = new HashMap<String, Owner>();
        jdbc.sql(OWNERS).param("run", run.value()).param("keys", keys.toArray(String[]::new))
                .query(row -> {
                    owners.put(row.getString("output_key"), new Owner(row.getString("item"),
                            ItemState.valueOf(row.getString("state")), row.getBoolean("reused"),
                            row.getString("code")));
                });
        return owners;
    }

    /// What the keys of a run's outputs begin with, up to the run's id; empty if they do not have the
    /// id, or not all at the same place.
    public Optional<String> prefix(RunId run) {
        return jdbc.sql(PREFIX).param("run", run.value()).query((row, _) -> row.getString(1))
                .optional();
    }

    /// Those of some requests of a run whose items have something left to do.
    public Set<Long> unfinished(RunId run, Collection<Long> attempts) {
        return jdbc.sql(UNFINISHED).param("run", run.value())
                .param("attempts", attempts.toArray(Long[]::new))
                .query((row, _) -> row.getLong(1)).set();
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }
}
