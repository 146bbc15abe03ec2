package io.darkroom.ledger;

import io.darkroom.item.RunId;
import io.darkroom.item.Sha256;
import io.darkroom.item.Usd;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Writes requests down, and reserves their price, before they are sent.
public final class Attempts {

    /// Within how long after it was written down a request is sent, or not at all.
    public static final Duration START = Duration.ofSeconds(10);

    private static final String RESERVE = """
        update budget set reserved_usd = reserved_usd + :usd
        where run_id = :run and (cap_usd is null or spent_usd + reserved_usd + :usd <= cap_usd)
        """;
    // The row lock makes a claim that is being taken away wait for, or win against, this request.
    private static final String HELD = """
        select i.id from item i
        join unnest(:items::bigint[], :claims::integer[]) as o(item, claim_no)
            on i.id = o.item and i.claim_no = o.claim_no
        where i.owner = :owner and i.state = 'CLAIMED'
            and not exists (select from attempt a where a.item_id = i.id and a.outcome is null)
        for share of i
        """;
    private static final String OPENED_BEFORE = """
        select a.item_id, a.id from attempt a
        join unnest(:items::bigint[], :claims::integer[]) as o(item, claim_no)
            on a.item_id = o.item and a.claim_no = o.claim_no
        join item i on i.id = o.item and i.claim_no = o.claim_no
        where a.outcome is null and i.owner = :owner and i.state = 'CLAIMED'
        for share of i
        """;
    private static final String OPEN = """
        insert into attempt (item_id, run_id, claim_no, idempotency_key, reserved_usd,
            request_sha256, lease_until)
        select o.item, :run, o.claim_no, o.key, o.usd, o.request,
            clock_timestamp() + o.lease_ms * interval '1 millisecond'
        from unnest(:items::bigint[], :claims::integer[], :keys::text[], :usd::numeric[],
                :requests::text[], :leases::bigint[])
            as o(item, claim_no, key, usd, request, lease_ms)
        returning item_id, id
        """;
    // A replay is billed with the first request under its key or not at all, so the money of earlier
    // ones moves to it: what they held stays reserved, what they cost is reserved again.
    private static final String MOVE = """
        with old as (
            select a.id, a.item_id, a.run_id, coalesce(a.cost_usd, 0) as cost,
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
        moved as (
            update budget b set reserved_usd = b.reserved_usd + s.cost,
                spent_usd = b.spent_usd - s.cost
            from (select run_id, sum(cost) as cost from old group by run_id) s
            where b.run_id = s.run_id)
        select item_id, sum(held + cost) as usd from old group by item_id
        """;

    private static final String STORED = """
        select a.id from attempt a join item i on i.id = a.item_id
        where a.id = any(:attempts) and a.outcome is not null and i.state = 'SUCCEEDED'
        """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    Attempts(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /// What became of the wish to send.
    public sealed interface Opened {

        /// Written down and reserved: send now.
        ///
        /// @param attempt names the request
        record Attempt(long attempt) implements Opened {}

        /// Somebody else has the item now: do not send.
        record Lost() implements Opened {}

        /// The budget does not allow it: do not send.
        record OverBudget() implements Opened {}
    }

    /// A request that is to be sent.
    ///
    /// @param request hash of what it says
    /// @param lease how long after it is written down its answer may come
    /// @param replay whether the provider bills it together with earlier requests under its key
    public record Intent(Claim claim, Sha256 request, Duration lease, boolean replay) {}

    /// Opens a request for each intent, all in one transaction; claims are of one run and one owner.
    ///
    /// May be repeated with the same claims when it is not known whether the commit arrived: a
    /// request that the same claim opened before is found again, not opened twice.
    ///
    /// @return an answer for each claim, in the same order
    public List<Opened> open(List<Intent> intents) {
        var claims = intents.stream().map(Intent::claim).toList();
        return transaction.execute(_ -> {
            var ids = openedBefore(claims);
            var held = held(claims);
            var mine = intents.stream().filter(i -> held.contains(i.claim().item())).toList();
            var reserved = reserved(mine);
            ids.putAll(insert(mine.stream().filter(i -> reserved.containsKey(i.claim().item()))
                    .toList(), reserved));
            return claims.stream().map(claim -> opened(claim, held, ids)).toList();
        });
    }

    /// The price of each request that may be sent, by item.
    private Map<Long, BigDecimal> reserved(List<Intent> intents) {
        var reserved = moved(intents.stream().filter(Intent::replay).toList());
        affordable(intents.stream().filter(i -> !reserved.containsKey(i.claim().item())).toList())
                .forEach(intent -> reserved.put(intent.claim().item(), price(intent)));
        return reserved;
    }

    private Map<Long, BigDecimal> moved(List<Intent> replays) {
        var moved = new HashMap<Long, BigDecimal>();
        if (!replays.isEmpty()) {
            jdbc.sql(MOVE).param("items", items(replays)).param("keys", keys(replays))
                    .query((row, _) -> moved.put(row.getLong("item_id"),
                            row.getBigDecimal("usd")))
                    .list();
        }
        return moved;
    }

    /// Those of some requests whose item's output is in the bucket: nothing else of them is needed.
    public Set<Long> stored(List<Long> attempts) {
        return jdbc.sql(STORED).param("attempts", attempts.toArray(Long[]::new))
                .query((row, _) -> row.getLong(1))
                .set();
    }

    private static Opened opened(Claim claim, Set<Long> held, Map<Long, Long> ids) {
        var id = ids.get(claim.item());
        if (id != null) {
            return new Opened.Attempt(id);
        }
        return held.contains(claim.item()) ? new Opened.OverBudget() : new Opened.Lost();
    }

    private Map<Long, Long> openedBefore(List<Claim> claims) {
        var ids = new HashMap<Long, Long>();
        jdbc.sql(OPENED_BEFORE).param("owner", claims.getFirst().owner())
                .param("items", claims.stream().map(Claim::item).toArray(Long[]::new))
                .param("claims", claims.stream().map(Claim::number).toArray(Integer[]::new))
                .query((row, _) -> ids.put(row.getLong("item_id"), row.getLong("id"))).list();
        return ids;
    }

    private Set<Long> held(List<Claim> claims) {
        return jdbc.sql(HELD).param("owner", claims.getFirst().owner())
                .param("items", claims.stream().map(Claim::item).toArray(Long[]::new))
                .param("claims", claims.stream().map(Claim::number).toArray(Integer[]::new))
                .query((row, _) -> row.getLong("id")).set();
    }

    /// Reserves for all at once or, where that is too much, for one after the other.
    private List<Intent> affordable(List<Intent> intents) {
        if (intents.isEmpty()) {
            return intents;
        }
        var run = intents.getFirst().claim().run();
        if (reserve(run, sum(intents))) {
            return intents;
        }
        var affordable = new ArrayList<Intent>();
        for (var intent : intents) {
            if (reserve(run, price(intent))) {
                affordable.add(intent);
            }
        }
        return affordable;
    }

    private boolean reserve(RunId run, BigDecimal usd) {
        return jdbc.sql(RESERVE).param("run", run.value()).param("usd", usd).update() == 1;
    }

    private Map<Long, Long> insert(List<Intent> intents, Map<Long, BigDecimal> reserved) {
        var ids = new HashMap<Long, Long>();
        if (intents.isEmpty()) {
            return ids;
        }
        jdbc.sql(OPEN).param("run", intents.getFirst().claim().run().value())
                .param("items", items(intents)).param("keys", keys(intents))
                .param("claims", intents.stream().map(i -> i.claim().number())
                        .toArray(Integer[]::new))
                .param("usd", intents.stream().map(i -> reserved.get(i.claim().item()))
                        .toArray(BigDecimal[]::new))
                .param("requests", intents.stream().map(i -> i.request().hex())
                        .toArray(String[]::new))
                .param("leases", intents.stream().map(i -> i.lease().toMillis())
                        .toArray(Long[]::new))
                .query((row, _) -> ids.put(row.getLong("item_id"), row.getLong("id"))).list();
        return ids;
    }

    private static Long[] items(List<Intent> intents) {
        return intents.stream().map(i -> i.claim().item()).toArray(Long[]::new);
    }

    private static String[] keys(List<Intent> intents) {
        return intents.stream().map(i -> i.claim().idempotencyKey()).toArray(String[]::new);
    }

    private static BigDecimal sum(List<Intent> intents) {
        return intents.stream().map(Attempts::price).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal price(Intent intent) {
        return intent.claim().price().orElse(Usd.ZERO).amount();
    }
}
