package io.darkroom.ledger;

import io.darkroom.item.Sha256;
import io.darkroom.item.Usd;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Writes requests down, and reserves their price in both budgets, before they are sent.
public final class Attempts {

    /// Within how long after it was written down a request is sent, or not at all.
    public static final Duration START = Duration.ofSeconds(10);

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
            day, request_sha256, lease_until)
        select o.item, :run, o.claim_no, o.key, o.usd,
            coalesce(o.day, (now() at time zone 'UTC')::date), o.request,
            clock_timestamp() + o.lease_ms * interval '1 millisecond'
        from unnest(:items::bigint[], :claims::integer[], :keys::text[], :usd::numeric[],
                :days::date[], :requests::text[], :leases::bigint[])
            as o(item, claim_no, key, usd, day, request, lease_ms)
        returning item_id, id
        """;
    private static final String SETTLED = """
        select a.id, a.outcome = 'UNKNOWN' as unknown
        from attempt a join item i on i.id = a.item_id
        where a.id = any(:attempts) and a.outcome is not null and i.state <> 'RENDERED'
            and i.error_code is distinct from 'CONFLICT'
        """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Reservations reservations;
    private final Replays replays;

    Attempts(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.reservations = new Reservations(jdbc);
        this.replays = new Replays(jdbc);
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

        /// A budget does not allow it: do not send.
        ///
        /// @param left what of the cap is neither spent nor reserved
        record OverBudget(Limit limit, Usd cap, Usd left) implements Opened {}

        /// There is a budget and the item has no known price, which is not free: do not send.
        record Unpriced() implements Opened {}
    }

    /// The two budgets that each request is reserved in.
    public enum Limit {

        /// What the run may spend in all.
        RUN,
        /// What all runs of the job may spend in one day of UTC, by the database's clock.
        DAY
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
            var wanted = intents.stream().filter(i -> held.contains(i.claim().item())).toList();
            var moved = replays.move(wanted.stream().filter(Intent::replay).toList());
            var refused = reservations.refused(wanted.stream().map(Intent::claim)
                    .filter(claim -> !moved.containsKey(claim.item())).toList());
            ids.putAll(insert(wanted.stream()
                    .filter(i -> !refused.containsKey(i.claim().item())).toList(), moved));
            return claims.stream().map(claim -> opened(claim, refused, ids)).toList();
        });
    }

    /// A request that has ended and whose image nobody waits for.
    ///
    /// @param unknown whether its image may still have come, too late to be waited for
    public record Settled(long attempt, boolean unknown) {}

    /// Those of some requests that are settled: what is kept of them elsewhere is of no use, but for
    /// an image that came late.
    public List<Settled> settled(List<Long> attempts) {
        return jdbc.sql(SETTLED).param("attempts", attempts.toArray(Long[]::new))
                .query((row, _) -> new Settled(row.getLong("id"), row.getBoolean("unknown")))
                .list();
    }

    private static Opened opened(Claim claim, Map<Long, Opened> refused, Map<Long, Long> ids) {
        var id = ids.get(claim.item());
        return id == null
                ? refused.getOrDefault(claim.item(), new Opened.Lost())
                : new Opened.Attempt(id);
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

    private Map<Long, Long> insert(List<Intent> intents, Map<Long, Replays.Moved> moved) {
        var ids = new HashMap<Long, Long>();
        if (intents.isEmpty()) {
            return ids;
        }
        jdbc.sql(OPEN).param("run", intents.getFirst().claim().run().value())
                .param("items", Replays.items(intents)).param("keys", Replays.keys(intents))
                .param("claims", intents.stream().map(i -> i.claim().number())
                        .toArray(Integer[]::new))
                .param("usd", intents.stream().map(i -> usd(i.claim(), moved))
                        .toArray(BigDecimal[]::new))
                .param("days", intents.stream().map(i -> day(i.claim(), moved))
                        .toArray(String[]::new))
                .param("requests", intents.stream().map(i -> i.request().hex())
                        .toArray(String[]::new))
                .param("leases", intents.stream().map(i -> i.lease().toMillis())
                        .toArray(Long[]::new))
                .query((row, _) -> ids.put(row.getLong("item_id"), row.getLong("id"))).list();
        return ids;
    }

    private static @Nullable String day(Claim claim, Map<Long, Replays.Moved> moved) {
        var before = moved.get(claim.item());
        return before == null ? null : before.day().toString();
    }

    private static BigDecimal usd(Claim claim, Map<Long, Replays.Moved> moved) {
        var before = moved.get(claim.item());
        return before == null ? Reservations.price(claim) : before.usd();
    }
}
