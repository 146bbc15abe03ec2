package io.darkroom.ledger;

import io.darkroom.ledger.Attempts.Intent;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Moves the money of earlier requests to the one that replays them. A replay is billed with the
/// first request under its key or not at all: what earlier ones held stays reserved, what they cost
/// is reserved again, on the day on which it was. No cap is asked, for no sum grows.
///
/// Works in the caller's transaction.
final class Replays {

    private static final String MOVE = """
        with old as (
            select a.id, a.item_id, a.run_id, a.day, coalesce(a.cost_usd, 0) as cost,
                case when a.cost_usd is null then a.reserved_usd else 0 end as held
            from attempt a join unnest(:items::bigint[], :keys::text[]) as o(item, key)
                on a.item_id = o.item and a.idempotency_key = o.key
            where a.outcome is not null and a.cost_usd is distinct from 0
            for update of a),
        given_up as (
            update attempt a set cost_usd = 0 from old where a.id = old.id),
        unpaid as (
            update item i set cost_usd = i.cost_usd - s.cost
            from (select item_id, sum(cost) as cost from old group by item_id) s
            where i.id = s.item_id and s.cost > 0),
        of_run as (
            update budget b set reserved_usd = b.reserved_usd + s.cost,
                spent_usd = b.spent_usd - s.cost
            from (select run_id, sum(cost) as cost from old group by run_id) s
            where b.run_id = s.run_id),
        of_day as (
            update daily_budget d set reserved_usd = d.reserved_usd + s.cost,
                spent_usd = d.spent_usd - s.cost
            from (select r.job, o.day, sum(o.cost) as cost from old o join run r on r.id = o.run_id
                group by r.job, o.day) s
            where d.job = s.job and d.day = s.day)
        select item_id, sum(held + cost) as usd, max(day) as day from old group by item_id
        """;

    private final JdbcClient jdbc;

    Replays(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// What a replay has from the requests before it.
    ///
    /// @param usd what is reserved for it
    /// @param day the day of UTC whose budget holds that
    record Moved(BigDecimal usd, LocalDate day) {}

    /// @param replays of one run
    /// @return what was moved, by item; none for an item whose earlier requests cost nothing
    Map<Long, Moved> move(List<Intent> replays) {
        var moved = new HashMap<Long, Moved>();
        if (!replays.isEmpty()) {
            jdbc.sql(MOVE).param("items", items(replays)).param("keys", keys(replays))
                    .query((row, _) -> moved.put(row.getLong("item_id"),
                            new Moved(row.getBigDecimal("usd"),
                                    row.getObject("day", LocalDate.class))))
                    .list();
        }
        return moved;
    }

    static Long[] items(List<Intent> intents) {
        return intents.stream().map(i -> i.claim().item()).toArray(Long[]::new);
    }

    static String[] keys(List<Intent> intents) {
        return intents.stream().map(i -> i.claim().idempotencyKey()).toArray(String[]::new);
    }
}
