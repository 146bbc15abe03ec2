package io.darkroom.ledger;

import io.darkroom.item.RunId;
import io.darkroom.item.Usd;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What a run that was ingested and not begun will do; reads only.
public final class Forecast {

    private static final String TOTALS = """
        select count(distinct n.row_no) as entries, count(*) as items,
            count(*) filter (where i.state = 'PENDING' and i.reuse_of is null
                and not coalesce(c.known, false)) as fresh,
            count(*) filter (where i.state = 'PENDING' and i.reuse_of is null
                and c.known) as changed,
            count(*) filter (where i.state = 'PENDING' and i.reuse_of is not null) as unchanged,
            count(*) filter (where i.state in ('UNKNOWN', 'REJECTED', 'FAILED')) as held,
            count(*) filter (where i.state = 'INVALID') as invalid,
            count(*) filter (where i.state = 'PENDING' and i.reuse_of is null
                and n.price_usd is null) as unpriced
        from item i join item_input n on n.item_id = i.id
            left join (select distinct entry_id, variant, true as known from item_input
                where run_id = :previous) c using (entry_id, variant)
        where i.run_id = :run
        """;
    private static final String REMOVED = """
        select count(*) from (
            select entry_id, variant from item_input where run_id = :previous
            except select entry_id, variant from item_input where run_id = :run) gone
        """;
    private static final String COSTS = """
        select n.mode, n.quality, n.resolution, n.price_usd, count(*) as items
        from item i join item_input n on n.item_id = i.id
        where i.run_id = :run and i.state = 'PENDING' and i.reuse_of is null
        group by 1, 2, 3, 4 order by 1, 2, 3
        """;
    private static final String PROBLEMS = """
        select error_message from item where run_id = :run and state = 'INVALID'
        order by id limit :limit
        """;
    private static final String DOUBTFUL = """
        select count(*) from item i join item_input n on n.item_id = i.id
        where i.run_id = :run and i.state = 'PENDING' and i.reuse_of is null
            and n.aspect_ratio = any(:ratios)
        """;

    private final JdbcClient jdbc;

    Forecast(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Numbers of items by what a run means for them.
    ///
    /// @param fresh never seen in the job's latest run
    /// @param changed seen there under the same id, and asked for differently now
    /// @param unchanged served by an earlier output
    /// @param held not sent, because an earlier run left the image unknown, rejected or useless
    /// @param removed in the job's latest run and not in this one
    /// @param unpriced to be sent and without a known price
    public record Totals(long entries, long items, long fresh, long changed, long unchanged,
            long held, long invalid, long unpriced, long removed) {}

    /// Items of one price.
    ///
    /// @param each empty: unknown
    public record Cost(String mode, String quality, String resolution, long items,
            Optional<Usd> each) {}

    /// @param previous the job's latest other run; empty if this is its first
    public Totals totals(RunId run, Optional<RunId> previous) {
        var earlier = previous.map(RunId::value).orElse("");
        long removed = jdbc.sql(REMOVED).param("run", run.value()).param("previous", earlier)
                .query(Long.class).single();
        return jdbc.sql(TOTALS).param("run", run.value()).param("previous", earlier)
                .query((row, _) -> new Totals(row.getLong("entries"), row.getLong("items"),
                        row.getLong("fresh"), row.getLong("changed"), row.getLong("unchanged"),
                        row.getLong("held"), row.getLong("invalid"), row.getLong("unpriced"),
                        removed))
                .single();
    }

    /// What is to be sent, by price.
    public List<Cost> costs(RunId run) {
        return jdbc.sql(COSTS).param("run", run.value()).query((row, _) -> new Cost(
                row.getString("mode"), row.getString("quality"), row.getString("resolution"),
                row.getLong("items"),
                Optional.ofNullable(row.getBigDecimal("price_usd")).map(Usd::new))).list();
    }

    /// The complaints about the first invalid items.
    ///
    /// @param limit most complaints
    public List<String> problems(RunId run, int limit) {
        return jdbc.sql(PROBLEMS).param("run", run.value()).param("limit", limit)
                .query((row, _) -> row.getString("error_message")).list();
    }

    /// How many items to be sent ask for one of some aspect ratios.
    public long ofRatios(RunId run, List<String> ratios) {
        return jdbc.sql(DOUBTFUL).param("run", run.value())
                .param("ratios", ratios.toArray(String[]::new)).query(Long.class).single();
    }
}
