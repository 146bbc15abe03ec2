package io.darkroom.ledger;

import io.darkroom.item.ItemState;
import io.darkroom.item.RunId;
import io.darkroom.item.Usd;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Counts, money and listings; reads only.
public final class Overview {

    private static final String COUNT = """
        select state, count(*) as items, count(reused_from) as reused
        from item where run_id = :run group by state
        """;
    private static final String MONEY = """
        select b.cap_usd, b.spent_usd, b.reserved_usd, b.daily_cap_usd,
            coalesce(d.spent_usd, 0) as day_spent, coalesce(d.reserved_usd, 0) as day_reserved, a.*
        from budget b join run r on r.id = b.run_id
            left join daily_budget d on d.job = r.job and d.day = (now() at time zone 'UTC')::date,
            (
            select count(*) filter (where outcome is distinct from 'UNSENT') as requests,
                count(*) filter (where outcome = 'THROTTLED') as throttled,
                count(*) filter (where sent_at > now() - interval '1 minute'
                    and outcome is distinct from 'UNSENT') as last_minute,
                count(*) filter (where outcome is not null and cost_usd is null) as unknown,
                coalesce(sum(reserved_usd) filter (where outcome is not null
                    and cost_usd is null), 0) as perhaps
            from attempt where run_id = :run) a
        where b.run_id = :run
        """;
    // A sum is in no index: for the plain number the planner would walk through all items of earlier runs.
    private static final String FIRST = """
        select coalesce(min(id + 0), 0) from item where run_id = :run
        """;
    // The text of a block is long: it comes with the first of the block's items.
    private static final String ITEMS = """
        with page as (
            select * from item
            where run_id = :run and id > :after
                and (cardinality(:states::text[]) = 0 or state = any(:states))
            order by id limit :limit)
        select i.*, n.row_no, n.entry_id, n.variant, n.mode, n.prompt, n.images, n.quality,
            n.resolution, n.aspect_ratio, n.output_format, c.names, n.place,
            case when lag(n.block) over (order by i.id) is distinct from n.block then c.cells end as cells,
            (select count(*) from attempt a where a.item_id = i.id
                and a.outcome is distinct from 'UNSENT') as attempts,
            s.run_id as source_run, s.entry_id as source_entry
        from page i join item_input n on n.item_id = i.id
            left join entry_columns c on c.first_item = n.block
            left join item_input s on s.item_id = i.reused_from
        order by i.id
        """;

    private final JdbcClient jdbc;
    private final TransactionTemplate snapshot;

    Overview(DataSource pool, JdbcClient jdbc) {
        this.jdbc = jdbc;
        snapshot = new TransactionTemplate(new JdbcTransactionManager(pool));
        snapshot.setReadOnly(true);
        snapshot.setIsolationLevel(TransactionTemplate.ISOLATION_REPEATABLE_READ);
    }

    /// The numbers of a run.
    public Counts counts(RunId run) {
        return snapshot.execute(_ -> {
            var items = new EnumMap<ItemState, Long>(ItemState.class);
            var reused = jdbc.sql(COUNT).param("run", run.value()).query((row, _) -> {
                items.put(ItemState.valueOf(row.getString("state")), row.getLong("items"));
                return row.getLong("reused");
            }).list().stream().mapToLong(Long::longValue).sum();
            return money(run, items, reused);
        });
    }

    private Counts money(RunId run, Map<ItemState, Long> items, long reused) {
        return jdbc.sql(MONEY).param("run", run.value())
                .query((row, _) -> new Counts(items, reused, row.getLong("requests"),
                        row.getLong("throttled"), usd(row.getBigDecimal("spent_usd")),
                        usd(row.getBigDecimal("reserved_usd")), usd(row.getBigDecimal("perhaps")),
                        row.getLong("unknown"), cap(row.getBigDecimal("cap_usd")), today(row),
                        row.getLong("last_minute")))
                .single();
    }

    private static Counts.Day today(ResultSet row) throws SQLException {
        return new Counts.Day(usd(row.getBigDecimal("day_spent")),
                usd(row.getBigDecimal("day_reserved")), cap(row.getBigDecimal("daily_cap_usd")));
    }

    private static Usd usd(BigDecimal amount) {
        return new Usd(amount);
    }

    private static Optional<Usd> cap(@Nullable BigDecimal amount) {
        return Optional.ofNullable(amount).map(Usd::new);
    }

    /// Items of a run in the manifest's order, a page at a time.
    ///
    /// @param states only items in these states; empty: all
    /// @param after the [ItemView#item()] of the page before; 0: the first page
    /// @param limit most items to return, 1 to 10,000
    /// @return the page, empty when there are no more
    public List<ItemView> page(RunId run, Collection<ItemState> states, long after, int limit) {
        var rows = new ItemRows();
        long start = after == 0 ? first(run) - 1 : after;
        return jdbc.sql(ITEMS).param("run", run.value()).param("after", start)
                .param("limit", limit)
                .param("states", states.stream().map(Enum::name).toArray(String[]::new))
                .query((row, _) -> rows.read(row)).list();
    }

    private long first(RunId run) {
        return jdbc.sql(FIRST).param("run", run.value()).query(Long.class).single();
    }

    /// Codes of what went wrong, with how many items have each and one message, most frequent first.
    public List<Trouble> troubles(RunId run) {
        return jdbc.sql("""
            select state, coalesce(error_code, '') as code, count(*) as items,
                min(error_message) as example
            from item where run_id = :run and state in ('INVALID', 'FAILED', 'REJECTED', 'UNKNOWN')
            group by 1, 2 order by 3 desc, 1, 2
            """).param("run", run.value())
                .query((row, _) -> new Trouble(ItemState.valueOf(row.getString("state")),
                        row.getString("code"), row.getLong("items"),
                        Optional.ofNullable(row.getString("example")).orElse("")))
                .list();
    }

    /// Items that ended badly for the same reason.
    public record Trouble(ItemState state, String code, long items, String example) {}
}
