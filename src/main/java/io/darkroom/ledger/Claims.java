package io.darkroom.ledger;

import io.darkroom.item.ItemState;
import io.darkroom.item.RunId;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Gives items out, one worker each, and writes down what became of them. Every update names the
/// owner and the claim number that it leaves, so that a late writer changes nothing.
public final class Claims {

    private static final String CLAIM = """
        with due as (
            select id from item
            where run_id = :run and state = any(:states) and state in ('PENDING', 'RENDERED')
                and owner is null and (not_before is null or not_before <= now())
            order by id limit :limit
            for update skip locked),
        claimed as (
            update item i set state = case i.state when 'PENDING' then 'CLAIMED' else i.state end,
                owner = :owner, claim_no = i.claim_no + 1,
                started_at = coalesce(i.started_at, now())
            from due where i.id = due.id
            returning i.*)
        select c.id, c.run_id, c.claim_no, c.owner, c.state, c.tries, c.retries, n.entry_id,
            n.prompt, n.images, n.quality, n.resolution, n.aspect_ratio, n.output_format,
            n.output_key, n.fingerprint, n.price_usd, a.id as attempt_id, a.outcome as attempt_outcome,
            a.cost_usd as attempt_cost, k.key_age_ms, k.key_request, k.key_billed,
            k.key_unusable,
            o.id as reuse_id, o.output_key as reuse_key, o.output_sha256, o.output_bytes,
            o.output_type, o.width, o.height
        from claimed c join item_input n on n.item_id = c.id
            left join item o on o.id = c.reuse_of and o.state = 'SUCCEEDED'
            left join lateral (select id, outcome, cost_usd from attempt where item_id = c.id
                order by id desc limit 1) a on true
            cross join lateral (
                select (extract(epoch from now() - min(sent_at)) * 1000)::bigint as key_age_ms,
                    min(request_sha256) as key_request,
                    coalesce(bool_or(outcome is not null and cost_usd is distinct from 0), false)
                        as key_billed,
                    count(*) filter (where outcome = 'UNUSABLE') as key_unusable
                from attempt where item_id = c.id
                    and idempotency_key = c.run_id || '-' || c.id || '-' || c.retries) k
        order by c.id
        """;
    private static final String SETTLE = """
        update item set state = :to, owner = null, tries = tries + :tries,
            not_before = now() + :delay_ms * interval '1 millisecond',
            output_key = coalesce(:key, output_key), output_sha256 = coalesce(:hash, output_sha256),
            output_bytes = coalesce(:bytes, output_bytes), output_type = coalesce(:type, output_type),
            width = coalesce(:width, width), height = coalesce(:height, height),
            reused_from = :reused_from, request_id = coalesce(:request_id, request_id),
            error_code = :error_code, error_message = :error_message,
            finished_at = case when :ended then now() end
        where id = :item and owner = :owner and claim_no = :claim
            and state in ('CLAIMED', 'RENDERED')
        """;
    private static final String CLOSE = """
        with closed as (
            update attempt set ended_at = clock_timestamp(), outcome = :outcome,
                http_status = nullif(:status, 0), request_id = :request_id,
                error_code = :error_code, error_message = :error_message,
                cost_usd = case :money when 'SPENT' then coalesce(:cost, reserved_usd)
                    when 'RELEASED' then 0 end
            where id = :attempt and (outcome is null
                or (cost_usd is null and :outcome = 'RENDERED'))
            returning item_id, run_id, day, reserved_usd, cost_usd),
        paid as (
            update item i set cost_usd = i.cost_usd + c.cost_usd
            from closed c where i.id = c.item_id and c.cost_usd > 0),
        that_day as (
            update daily_budget d set reserved_usd = d.reserved_usd - c.reserved_usd,
                spent_usd = d.spent_usd + c.cost_usd
            from closed c join run r on r.id = c.run_id
            where d.job = r.job and d.day = c.day and c.cost_usd is not null)
        update budget b set reserved_usd = b.reserved_usd - c.reserved_usd,
            spent_usd = b.spent_usd + c.cost_usd
        from closed c where b.run_id = c.run_id and c.cost_usd is not null
        """;
    private static final String RECOVER = """
        update item i set state = case state when 'CLAIMED' then 'PENDING' else state end,
            owner = null, not_before = greatest(not_before,
                (select a.lease_until from attempt a where a.item_id = i.id and a.outcome is null
                    and i.owner = any(:perhaps_alive)))
        where run_id = :run and owner is not null and owner <> :owner
            and state in ('CLAIMED', 'RENDERED')
        """;

    private static final String PUT_BACK = """
        update item set state = case state when 'CLAIMED' then 'PENDING' else state end, owner = null
        where run_id = :run and owner = :owner and state in ('CLAIMED', 'RENDERED')
            and not exists (select from unnest(:items::bigint[], :claims::integer[])
                as h(item, claim_no) where h.item = item.id and h.claim_no = item.claim_no)
        """;

    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batch;
    private final TransactionTemplate transaction;

    Claims(DataSource pool, JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.batch = new NamedParameterJdbcTemplate(pool);
        this.transaction = transaction;
    }

    /// Claims due items of a run, oldest first. Safe to call from many workers and processes at
    /// once: an item is given to one caller only.
    ///
    /// @param owner the worker's name
    /// @param limit most items to claim, 1 to 1,000
    /// @param states PENDING for items to be sent, RENDERED for items to be stored
    /// @return the claimed items, empty when none is due
    public List<Claim> claim(RunId run, String owner, int limit, ItemState... states) {
        return transaction.execute(_ -> jdbc.sql(CLAIM).param("run", run.value())
                .param("owner", owner).param("limit", limit)
                .param("states", Arrays.stream(states).map(Enum::name).toArray(String[]::new))
                .query(ClaimRows::read).list());
    }

    /// Writes down consequences in one transaction: items, attempts and budgets together.
    ///
    /// The request of an item that belongs to somebody else by now is not closed either: it keeps
    /// its reservation, and whoever holds the item looks for its answer instead of sending again.
    ///
    /// @return how many items were still held by their claims; the others were left alone
    public int settle(List<Settlement> settlements) {
        if (settlements.isEmpty()) {
            return 0;
        }
        var held = transaction.execute(_ -> {
            var items = settlements.stream().map(SettlementRows::settle)
                    .toArray(MapSqlParameterSource[]::new);
            int[] counts = batch.batchUpdate(SETTLE, items);
            var ends = IntStream.range(0, counts.length).filter(i -> counts[i] > 0)
                    .mapToObj(settlements::get).filter(s -> s.attempt().isPresent())
                    .map(SettlementRows::close).toArray(MapSqlParameterSource[]::new);
            if (ends.length > 0) {
                batch.batchUpdate(CLOSE, ends);
            }
            return Arrays.stream(counts).sum();
        });
        return held == null ? 0 : held;
    }

    /// Takes back what other workers held. Call it only while holding the job's lock: then no other
    /// owner can write anything down any more. Items whose request is open stay in doubt; see
    /// [Claim#inDoubt()].
    ///
    /// @param owner the worker that is alive
    /// @param perhapsAlive owners whose requests may still be answered: their items in doubt are not
    /// due before no answer can come any more
    /// @return how many items were taken back
    public int recover(RunId run, String owner, Collection<String> perhapsAlive) {
        return jdbc.sql(RECOVER).param("run", run.value()).param("owner", owner)
                .param("perhaps_alive", perhapsAlive.toArray(String[]::new)).update();
    }

    /// Puts back what a worker holds without knowing it: the answer to a claim got lost. Call it while
    /// the worker claims nothing else.
    ///
    /// @param inHand claims that it knows
    /// @return how many items were put back
    public int putBack(RunId run, String owner, List<Claim> inHand) {
        return jdbc.sql(PUT_BACK).param("run", run.value()).param("owner", owner)
                .param("items", inHand.stream().map(Claim::item).toArray(Long[]::new))
                .param("claims", inHand.stream().map(Claim::number).toArray(Integer[]::new))
                .update();
    }

    /// Whether anything is left to do, items of others and those not yet due included.
    public boolean anyLeft(RunId run) {
        return jdbc.sql("""
            select exists (select from item where run_id = :run and owner is null
                    and state in ('PENDING', 'RENDERED'))
                or exists (select from item where run_id = :run and owner is not null)
            """).param("run", run.value()).query(Boolean.class).single();
    }

    /// Whether anything has to be sent or stored, for which no earlier output was offered.
    public boolean anyToMake(RunId run) {
        return jdbc.sql("""
            select exists (select from item where run_id = :run
                and (state = 'PENDING' and reuse_of is null or state in ('CLAIMED', 'RENDERED')))
            """).param("run", run.value()).query(Boolean.class).single();
    }
}
