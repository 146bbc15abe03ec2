package io.darkroom.ledger;

import io.darkroom.item.ItemState;
import io.darkroom.item.RunId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// What the operator asks for; each is one statement, so that it happens whole or not at all.
public final class Operations {

    private static final String RETRY = """
        update item i set tries = 0, not_before = null,
            state = case i.error_code when 'CONFLICT' then 'RENDERED' else 'PENDING' end,
            retries = i.retries + case when i.state = 'UNKNOWN' and :key_window_ms > (
                    select extract(epoch from now() - min(a.sent_at)) * 1000 from attempt a
                    where a.item_id = i.id
                        and a.idempotency_key = i.run_id || '-' || i.id || '-' || i.retries)
                then 0 else 1 end,
            error_code = null, error_message = null, finished_at = null
        from item_input n
        where n.item_id = i.id and i.run_id = :run and i.state = any(:states)
            and i.state in ('FAILED', 'REJECTED', 'UNKNOWN')
            and (cardinality(:ids) = 0 or n.entry_id = any(:ids))
        """;
    private static final String CANCEL = """
        update item set state = 'CANCELLED', finished_at = now()
        where run_id = :run and state = 'PENDING'
            and not exists (select from attempt a where a.item_id = item.id and a.outcome is null)
        """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    Operations(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /// Puts ended items back; those that succeeded are never touched.
    ///
    /// What an item's unknown requests have reserved stays reserved, in the budget of the run and in
    /// that of the day on which they were sent, and stays "perhaps billed" for good: that the item
    /// is sent again, under a new key and a new reservation, says nothing about the old bill.
    ///
    /// @param states which of FAILED, REJECTED and UNKNOWN; others are ignored
    /// An image that is paid and only waits for its place in the bucket is stored, not sent again. An
    /// unknown one keeps its key while the provider still knows it, and so costs nothing again.
    ///
    /// @param ids only entries with these ids; empty: all
    /// @param keyWindow how long the provider knows a key; empty: it knows none
    /// @return how many items were put back
    public int retry(RunId run, Collection<ItemState> states, List<String> ids,
            Optional<Duration> keyWindow) {
        return update(jdbc.sql(RETRY).param("run", run.value())
                .param("key_window_ms", keyWindow.map(Duration::toMillis).orElse(0L))
                .param("states", states.stream().map(Enum::name).toArray(String[]::new))
                .param("ids", ids.toArray(String[]::new)));
    }

    /// Takes what was not sent out of a run; items whose request is in doubt stay.
    ///
    /// @return how many items were cancelled
    public int cancel(RunId run) {
        return update(jdbc.sql(CANCEL).param("run", run.value()));
    }

    private int update(JdbcClient.StatementSpec statement) {
        var count = transaction.execute(_ -> statement.update());
        return count == null ? 0 : count;
    }
}
