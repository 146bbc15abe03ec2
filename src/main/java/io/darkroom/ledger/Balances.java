package io.darkroom.ledger;

import io.darkroom.item.RunId;
import io.darkroom.item.Usd;
import java.math.BigDecimal;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The provider's balance before and after each execution of a run.
public final class Balances {

    private static final String BEFORE = """
        insert into balance (run_id, before_usd, keys_honoured) values (:run, :balance, :honoured)
        returning id
        """;
    private static final String AFTER = """
        update balance b set after_usd = :balance, spent_usd = a.spent, perhaps_usd = a.perhaps
        from (select coalesce(sum(t.cost_usd), 0) as spent,
                coalesce(sum(t.reserved_usd) filter (where t.cost_usd is null), 0) as perhaps
            from attempt t join balance n on n.run_id = t.run_id and n.before_at <= t.sent_at
            where n.id = :id) a
        where b.id = :id and b.after_usd is null
        """;
    // What is open or in doubt may be billed at any time, whenever it was sent.
    private static final String BILLED_AGAIN = """
        select b.before_usd - :balance - a.explained as more
        from (select * from balance where run_id = :run order by id desc limit 1) b,
            lateral (select coalesce(sum(case when t.cost_usd is null then t.reserved_usd
                        when t.sent_at >= b.before_at then t.cost_usd end), 0) as explained,
                coalesce(sum(t.reserved_usd) filter (where t.sent_at >= b.before_at and exists (
                        select from attempt e where e.item_id = t.item_id and e.id < t.id
                            and e.idempotency_key = t.idempotency_key
                            and e.outcome in ('UNKNOWN', 'UNUSABLE', 'RENDERED'))), 0) as replayed
                from attempt t where t.run_id = b.run_id) a
        where b.keys_honoured and b.before_usd - :balance - a.explained > :tolerance
            and b.before_usd - :balance - a.explained <= a.replayed + :tolerance
        """;
    private static final String LATEST = """
        select * from balance where run_id = :run order by id desc limit 1
        """;

    private final JdbcClient jdbc;

    Balances(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Writes down the balance before the first request of an execution.
    ///
    /// @param keysHonoured whether the provider is held not to bill a repeated key again
    /// @return names the execution for [#after]
    public long before(RunId run, BigDecimal balance, boolean keysHonoured) {
        return jdbc.sql(BEFORE).param("run", run.value()).param("balance", balance)
                .param("honoured", keysHonoured).query((row, _) -> row.getLong("id")).single();
    }

    /// Writes down the balance after the last request of an execution, with what the ledger has for
    /// all requests that were sent since [#before].
    public void after(long execution, BigDecimal balance) {
        jdbc.sql(AFTER).param("id", execution).param("balance", balance).update();
    }

    /// How much the provider took beyond all that a run's latest execution can have cost, if that is
    /// what a provider would take that bills repeated keys again; empty if it took no more, if it is
    /// not held to honour keys, or if it took so much that somebody else must use the account.
    ///
    /// @param balance what is on the account now
    public Optional<Usd> billedAgain(RunId run, BigDecimal balance) {
        return jdbc.sql(BILLED_AGAIN).param("run", run.value()).param("balance", balance)
                .param("tolerance", BalanceCheck.TOLERANCE)
                .query((row, _) -> new Usd(row.getBigDecimal("more"))).optional();
    }

    /// The balance around a run's latest execution; empty if it was never known.
    public Optional<BalanceCheck> latest(RunId run) {
        return jdbc.sql(LATEST).param("run", run.value())
                .query((row, _) -> new BalanceCheck(row.getBigDecimal("before_usd"),
                        Optional.ofNullable(row.getBigDecimal("after_usd")),
                        new Usd(row.getBigDecimal("spent_usd")),
                        new Usd(row.getBigDecimal("perhaps_usd")),
                        row.getBoolean("keys_honoured")))
                .optional();
    }
}
