package io.darkroom.ledger;

import io.darkroom.item.Usd;
import io.darkroom.ledger.Attempts.Limit;
import io.darkroom.ledger.Attempts.Opened;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Reserves prices in the budget of a run and in that of its job's day, in both or in neither. Each
/// cap is checked by the one statement that reserves, so that nobody can come in between.
///
/// Works in the caller's transaction, whose beginning says which day it is.
final class Reservations {

    private static final String RESERVE_RUN = """
        update budget set reserved_usd = reserved_usd + :usd
        where run_id = :run
            and (cap_usd is null or (:priced and spent_usd + reserved_usd + :usd <= cap_usd))
        """;
    private static final String GIVE_BACK = """
        update budget set reserved_usd = reserved_usd - :usd where run_id = :run
        """;
    // The cap of the day is that of the job as its latest run has it.
    private static final String RESERVE_DAY = """
        insert into daily_budget as d (job, day, cap_usd, reserved_usd)
        select r.job, (now() at time zone 'UTC')::date, b.daily_cap_usd, :usd
        from run r join budget b on b.run_id = r.id
        where r.id = :run
            and (b.daily_cap_usd is null or (:priced and :usd <= b.daily_cap_usd))
        on conflict (job, day) do update
        set cap_usd = excluded.cap_usd, reserved_usd = d.reserved_usd + excluded.reserved_usd
        where excluded.cap_usd is null
            or d.spent_usd + d.reserved_usd + excluded.reserved_usd <= excluded.cap_usd
        """;
    private static final String LEFT_OF_RUN = """
        select cap_usd, greatest(cap_usd - spent_usd - reserved_usd, 0) as left_usd
        from budget where run_id = :run
        """;
    private static final String LEFT_OF_DAY = """
        select b.daily_cap_usd as cap_usd, greatest(b.daily_cap_usd
            - coalesce(d.spent_usd + d.reserved_usd, 0), 0) as left_usd
        from budget b join run r on r.id = b.run_id
            left join daily_budget d on d.job = r.job
                and d.day = (now() at time zone 'UTC')::date
        where b.run_id = :run
        """;

    private final JdbcClient jdbc;

    Reservations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Reserves for all claims at once or, where that is too much, for one after the other.
    ///
    /// @param claims of one run
    /// @return why not, by item, where nothing was reserved
    Map<Long, Opened> refused(List<Claim> claims) {
        if (claims.isEmpty() || reserve(claims).isEmpty()) {
            return Map.of();
        }
        var refused = new HashMap<Long, Opened>();
        for (var claim : claims) {
            reserve(List.of(claim))
                    .ifPresent(limit -> refused.put(claim.item(), refusal(claim, limit)));
        }
        return refused;
    }

    /// What is reserved for a claim: its price, or nothing where no cap asks for one.
    static BigDecimal price(Claim claim) {
        return claim.price().orElse(Usd.ZERO).amount();
    }

    /// The limit that does not allow it; empty if it is reserved.
    private Optional<Limit> reserve(List<Claim> claims) {
        if (!update(RESERVE_RUN, claims)) {
            return Optional.of(Limit.RUN);
        }
        if (!update(RESERVE_DAY, claims)) {
            jdbc.sql(GIVE_BACK).param("run", claims.getFirst().run().value())
                    .param("usd", sum(claims)).update();
            return Optional.of(Limit.DAY);
        }
        return Optional.empty();
    }

    private boolean update(String reserve, List<Claim> claims) {
        return jdbc.sql(reserve).param("run", claims.getFirst().run().value())
                .param("usd", sum(claims))
                .param("priced", claims.stream().allMatch(claim -> claim.price().isPresent()))
                .update() == 1;
    }

    private static BigDecimal sum(List<Claim> claims) {
        return claims.stream().map(Reservations::price).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private Opened refusal(Claim claim, Limit limit) {
        if (claim.price().isEmpty()) {
            return new Opened.Unpriced();
        }
        return jdbc.sql(switch (limit) {
            case RUN -> LEFT_OF_RUN;
            case DAY -> LEFT_OF_DAY;
        }).param("run", claim.run().value())
                .query((row, _) -> new Opened.OverBudget(limit,
                        new Usd(row.getBigDecimal("cap_usd")),
                        new Usd(row.getBigDecimal("left_usd"))))
                .single();
    }
}
