package io.darkroom.ledger;

import io.darkroom.item.RunId;
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
        insert into attempt (item_id, run_id, claim_no, idempotency_key, reserved_usd)
        select o.item, :run, o.claim_no, o.key, o.usd
        from unnest(:items::bigint[], :claims::integer[], :keys::text[], :usd::numeric[])
            as o(item, claim_no, key, usd)
        returning item_id, id
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

    /// Opens a request for each claim, all in one transaction; claims are of one run and one owner.
    ///
    /// May be repeated with the same claims when it is not known whether the commit arrived: a
    /// request that the same claim opened before is found again, not opened twice.
    ///
    /// @return an answer for each claim, in the same order
    public List<Opened> open(List<Claim> claims) {
        return transaction.execute(_ -> {
            var ids = openedBefore(claims);
            var held = held(claims);
            var affordable = affordable(
                    claims.stream().filter(c -> held.contains(c.item())).toList());
            ids.putAll(insert(affordable));
            return claims.stream().map(claim -> opened(claim, held, ids)).toList();
        });
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
    private List<Claim> affordable(List<Claim> claims) {
        if (claims.isEmpty()) {
            return claims;
        }
        var run = claims.getFirst().run();
        var sum = claims.stream().map(Attempts::price).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (reserve(run, sum)) {
            return claims;
        }
        var affordable = new ArrayList<Claim>();
        for (var claim : claims) {
            if (reserve(run, price(claim))) {
                affordable.add(claim);
            }
        }
        return affordable;
    }

    private boolean reserve(RunId run, BigDecimal usd) {
        return jdbc.sql(RESERVE).param("run", run.value()).param("usd", usd).update() == 1;
    }

    private Map<Long, Long> insert(List<Claim> claims) {
        var ids = new HashMap<Long, Long>();
        if (claims.isEmpty()) {
            return ids;
        }
        jdbc.sql(OPEN).param("run", claims.getFirst().run().value())
                .param("items", claims.stream().map(Claim::item).toArray(Long[]::new))
                .param("claims", claims.stream().map(Claim::number).toArray(Integer[]::new))
                .param("keys", claims.stream().map(Claim::idempotencyKey).toArray(String[]::new))
                .param("usd", claims.stream().map(Attempts::price).toArray(BigDecimal[]::new))
                .query((row, _) -> ids.put(row.getLong("item_id"), row.getLong("id"))).list();
        return ids;
    }

    private static BigDecimal price(Claim claim) {
        return claim.price().orElse(Usd.ZERO).amount();
    }
}
