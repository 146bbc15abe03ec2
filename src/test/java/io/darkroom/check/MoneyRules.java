package io.darkroom.check;

import static io.darkroom.check.Invariant.I5;
import static io.darkroom.check.Invariant.I6;
import static io.darkroom.check.Invariant.I7;
import static io.darkroom.check.Invariant.I8;

import java.util.List;

/// The ledger against the provider's bill, and against itself.
final class MoneyRules {

    private static final Rule WRITTEN_DOWN = new Rule(I6, """
        select 'charge ' || c.request_id, 'has no request in the ledger: ' || c.key
        from our_charge c
        where not exists (select from our_attempt a where a.idempotency_key = c.key)
        """);
    private static final Rule NAMED = new Rule(I6, """
        select 'charge ' || request_id, 'came without a key, so nobody can tell what it is for'
        from charge where key = ''
        """);
    private static final Rule BEFORE_SENDING = new Rule(I6, """
        select 'charge ' || c.request_id, format('is of %s, its request was written down at %s',
            c.at, min(a.sent_at))
        from our_charge c join our_attempt a on a.idempotency_key = c.key
        group by c.request_id, c.at having c.at < min(a.sent_at)
        """);
    private static final Rule BEFORE_POSTING = new Rule(I6, """
        select 'key ' || p.key, format('arrived at %s, its request was written down at %s',
            min(p.at), coalesce(min(a.sent_at)::text, 'no time'))
        from our_post p left join our_attempt a on a.idempotency_key = p.key
        group by p.key having min(p.at) < coalesce(min(a.sent_at), 'infinity')
        """);
    private static final Rule PRICE = new Rule(I6, """
        select 'charge ' || c.request_id, format('is %s, the ledger has %s', c.usd,
            coalesce(a.cost_usd, a.reserved_usd))
        from our_charge c join our_attempt a on a.idempotency_key = c.key
        where a.cost_usd > 0 and a.cost_usd <> c.usd
            or a.cost_usd is null and a.reserved_usd < c.usd
        """);
    private static final Rule COUNT = new Rule(I6, """
        with known as (
            select item_id, idempotency_key as key, count(*) filter (where cost_usd > 0) as paid,
                count(*) filter (where cost_usd > 0 and outcome = 'RENDERED') as images,
                count(*) filter (where cost_usd is null) as perhaps
            from our_attempt group by 1, 2),
            billed as (select key, count(*) as n from our_charge group by 1)
        select 'item ' || item_id, format('was billed %s times with %s; the ledger has %s paid'
            ' requests and %s that were perhaps billed', coalesce(n, 0), key, paid, perhaps)
        from known left join billed using (key)
        where (select bill_known from terms)
            and (coalesce(n, 0) > paid + perhaps or coalesce(n, 0) < images)
        """);
    private static final Rule MATCHES = new Rule(I6, """
        select 'item ' || a.item_id, 'got an answer that was not billed: ' || a.request_id
        from our_attempt a, terms
        where terms.bill_known and not terms.keys_honoured and a.outcome = 'RENDERED'
            and a.request_id <> '' and exists (select from our_charge c
                where c.key = a.idempotency_key)
            and not exists (select from our_charge c
                where c.key = a.idempotency_key and c.request_id = a.request_id)
        """);
    private static final Rule ENDS = new Rule(I6, """
        select 'item ' || item_id, format('has a request that is %s and costs %s',
            coalesce(outcome, 'open'), coalesce(cost_usd::text, 'perhaps something'))
        from our_attempt a, terms
        where not terms.keys_honoured
                and (cost_usd is null) <> (outcome is null or outcome = 'UNKNOWN')
            or outcome is null and cost_usd is not null
            or outcome in ('THROTTLED', 'UNSENT', 'HALTED', 'REJECTED', 'FAILED') and cost_usd > 0
        """);
    private static final Rule ITEM_COST = new Rule(I6, """
        select 'item ' || i.id, format('costs %s, its requests %s', i.cost_usd,
            coalesce(sum(a.cost_usd), 0))
        from our_item i left join our_attempt a on a.item_id = i.id
        group by i.id, i.cost_usd having i.cost_usd <> coalesce(sum(a.cost_usd), 0)
        """);
    private static final Rule SUCCESS_PAID = new Rule(I6, """
        select 'item ' || i.id, 'succeeded without a request that brought its image'
        from our_item i where i.state in ('SUCCEEDED', 'RENDERED') and i.reused_from is null
            and not exists (select from our_attempt a
                where a.item_id = i.id and a.outcome = 'RENDERED')
        """);
    private static final Rule SPENT = new Rule(I6, """
        select 'run ' || o.run, format('has spent %s, its items cost %s', b.spent_usd, paid.sum)
        from our_run o left join budget b on b.run_id = o.run,
            lateral (select coalesce(sum(cost_usd), 0) as sum
                from our_item where run_id = o.run) paid
        where b.spent_usd is distinct from paid.sum
        """);
    private static final Rule RESERVED = new Rule(I6, """
        select 'run ' || o.run, format('has %s reserved, its open and unknown requests %s',
            b.reserved_usd, held.sum)
        from our_run o left join budget b on b.run_id = o.run,
            lateral (select coalesce(sum(reserved_usd), 0) as sum from our_attempt
                where run_id = o.run and cost_usd is null) held
        where b.reserved_usd is distinct from held.sum
        """);
    private static final Rule DAYS = new Rule(I6, """
        select 'day ' || d.day, format('of job %s has %s spent and %s reserved, its requests %s and'
            ' %s', d.job, d.spent_usd, d.reserved_usd, day.spent, day.reserved)
        from daily_budget d, lateral (
            select coalesce(sum(a.cost_usd), 0) as spent,
                coalesce(sum(a.reserved_usd) filter (where a.cost_usd is null), 0) as reserved
            from attempt a join run r on r.id = a.run_id
            where r.job = d.job and a.day = d.day) day
        where d.job in (select job from run join our_run on run = id)
            and (d.spent_usd <> day.spent or d.reserved_usd <> day.reserved)
        """);
    /// Charges behind which no image is kept, nor a request that says so.
    private static final Rule LOST = new Rule(I5, """
        select 'charge ' || c.request_id, 'has left neither an image nor a doubt: ' || c.key
        from our_charge c where exists (select from our_attempt a where a.idempotency_key = c.key)
            and not exists (select from our_attempt a join our_item i on i.id = a.item_id
                where a.idempotency_key = c.key and (a.outcome is null
                    or a.outcome in ('UNKNOWN', 'UNUSABLE') or a.outcome = 'RENDERED'
                    and (i.state in ('SUCCEEDED', 'RENDERED') or i.error_code = 'CONFLICT')))
        """);
    private static final Rule LOST_WITH_KEYS = new Rule(I5, """
        select 'charge ' || c.request_id, 'is lost though its key would bring it: ' || c.key
        from our_charge c, terms where terms.keys_honoured and terms.finished
            and not exists (select from our_attempt a
                where a.idempotency_key = c.key and a.outcome in ('RENDERED', 'UNUSABLE'))
        """);
    private static final Rule LOST_AT_KILLS = new Rule(I5, """
        select 'the kills', format('left %s requests without an end, and %s were open then',
            count(*), terms.open_at_kills)
        from our_attempt a, terms where a.outcome = 'UNKNOWN' and a.error_code = 'INTERRUPTED'
        group by terms.open_at_kills having count(*) > terms.open_at_kills
        """);
    private static final Rule TWICE = new Rule(I7, """
        select 'key ' || c.key, format('was billed %s times', count(*))
        from our_charge c, terms group by c.key, terms.keys_honoured, terms.max_tries
        having count(*) > case when terms.keys_honoured then 1 else terms.max_tries end
        """);
    private static final Rule UNASKED = new Rule(I7, """
        select 'item ' || i.id, 'was put back, and the operator did not do it'
        from our_item i, terms where terms.retried_known and i.retries > 0
            and i.id not in (select item from retried)
        """);
    private static final Rule MORE_KEYS = new Rule(I7, """
        select 'item ' || a.item_id, format('was billed under %s keys, and put back %s times',
            count(distinct c.key), i.retries)
        from our_charge c join our_attempt a on a.idempotency_key = c.key
            join our_item i on i.id = a.item_id
        group by a.item_id, i.retries having count(distinct c.key) > i.retries + 1
        """);
    private static final Rule CAP_AT_THE_END = new Rule(I8, """
        select 'run ' || b.run_id, format('may spend %s and holds %s', b.cap_usd,
            b.spent_usd + b.reserved_usd)
        from budget b join our_run o on o.run = b.run_id, terms
        where not terms.watched and b.spent_usd + b.reserved_usd > b.cap_usd
        """);

    static final List<Rule> ALL = List.of(WRITTEN_DOWN, NAMED, BEFORE_SENDING, BEFORE_POSTING,
            PRICE, COUNT, MATCHES, ENDS, ITEM_COST, SUCCESS_PAID, SPENT, RESERVED, DAYS, LOST,
            LOST_WITH_KEYS, LOST_AT_KILLS, TWICE, UNASKED, MORE_KEYS, CAP_AT_THE_END);

    private MoneyRules() {}
}
