package io.darkroom.check;

import static io.darkroom.check.Invariant.I1;
import static io.darkroom.check.Invariant.I16;
import static io.darkroom.check.Invariant.I19;
import static io.darkroom.check.Invariant.I2;
import static io.darkroom.check.Invariant.I20;
import static io.darkroom.check.Invariant.I9;

import java.util.List;

/// Items against the manifest, at their end, and against Spring Batch's tables.
final class RowRules {

    private static final Rule ENTRIES = new Rule(I1, """
        with wanted as (select run, name, count(*) as n from expected group by 1, 2),
            there as (
                select n.run_id as run, count(*) as n,
                    n.entry_id || case n.variant when '' then '' else '/' || n.variant end as name
                from item_input n join our_item i on i.id = n.item_id
                where n.run_id in (select run from expected) group by 1, 3)
        select 'entry ' || name, format('is asked for %s times and there %s times',
            coalesce(wanted.n, 0), coalesce(there.n, 0))
        from wanted full join there using (run, name) where wanted.n is distinct from there.n
        """);
    private static final Rule BOTH_HALVES = new Rule(I1, """
        select 'item ' || coalesce(i.id, n.item_id), case when i.id is null
            then 'was asked for and has no state' else 'has a state and was never asked for' end
        from our_item i
            full join (select * from item_input where run_id in (select run from our_run)) n
            on n.item_id = i.id and n.run_id = i.run_id
        where i.id is null or n.item_id is null
        """);
    private static final Rule ONCE = new Rule(I1, """
        select format('row %s of run %s', row_no, run_id), format('is %s items', count(*))
        from item_input where run_id in (select run from our_run)
        group by run_id, row_no, variant having count(*) > 1
        """);
    private static final Rule NOTHING_LEFT = new Rule(I2, """
        select 'item ' || i.id, 'is ' || i.state || ' in a run that is ' || r.state
        from our_item i join run r on r.id = i.run_id, terms
        where terms.finished and (i.state = 'CLAIMED' or i.state in ('PENDING', 'RENDERED')
            and r.state not in ('STOPPED', 'HALTED'))
        """);
    private static final Rule NOTHING_OPEN = new Rule(I2, """
        select 'item ' || a.item_id, 'has an open request, ' || a.idempotency_key
        from our_attempt a, terms where terms.finished and a.outcome is null
        """);
    private static final Rule WHOLE = new Rule(I2, """
        select 'item ' || id, 'is ' || state || ' but has an owner or no end'
        from our_item where state not in ('PENDING', 'CLAIMED', 'RENDERED')
            and (owner is not null or finished_at is null
                and not (state = 'INVALID' and claim_no = 0))
        """);
    private static final Rule TRIES = new Rule(I9, """
        select 'item ' || a.item_id, format('was tried %s times with %s', count(*),
            a.idempotency_key)
        from our_attempt a, terms where coalesce(a.outcome, '') not in
            ('THROTTLED', 'UNSENT', 'HALTED')
        group by a.item_id, a.idempotency_key, terms.max_tries having count(*) > terms.max_tries
        """);
    private static final Rule POSTS = new Rule(I9, """
        select 'key ' || p.key, format('was posted %s times, and %s requests are written down',
            count(*), (select count(*) from our_attempt a
                where a.idempotency_key = p.key and a.outcome is distinct from 'UNSENT'))
        from our_post p group by p.key
        having count(*) > (select count(*) from our_attempt a
            where a.idempotency_key = p.key and a.outcome is distinct from 'UNSENT')
        """);
    private static final Rule POST_COUNT = new Rule(I9, """
        select 'the provider', format('saw %s posts, and %s requests are written down',
            terms.post_count, sent.n)
        from terms, (select count(*) as n from our_attempt
            where outcome is distinct from 'UNSENT') sent
        where terms.post_count > sent.n
        """);
    private static final Rule ONE_EXECUTION = new Rule(I16, """
        select 'run ' || run, format('has %s executions that run', count(*))
        from our_execution, terms where status in ('STARTING', 'STARTED', 'STOPPING')
        group by run, terms.finished having count(*) > case when terms.finished then 0 else 1 end
        """);
    private static final Rule NO_OVERLAP = new Rule(I16, """
        select 'run ' || a.run, format('was executed twice at once, as %s and %s', a.id, b.id)
        from our_execution a join our_execution b on b.run = a.run and b.id > a.id
        where b.start_time < a.end_time
        """);
    private static final Rule COMPLETED = new Rule(I16, """
        select 'run ' || e.run, 'is COMPLETED for Spring Batch, with items that are not'
        from (select distinct on (run) * from our_execution order by run, id desc) e
        where e.status = 'COMPLETED' and exists (select from our_item i where i.run_id = e.run
            and i.state not in ('SUCCEEDED', 'INVALID', 'CANCELLED'))
        """);
    private static final Rule RUN_STATE = new Rule(I16, """
        select 'run ' || r.id, format('is %s, Spring Batch''s last execution %s', r.state,
            coalesce(e.status, 'nowhere'))
        from run r join our_run o on o.run = r.id
            left join lateral (select * from our_execution x where x.run = r.id
                order by x.id desc limit 1) e on true, terms
        where r.state = 'COMPLETED' and e.status is distinct from 'COMPLETED'
            or terms.finished and r.state in ('OPEN', 'RUNNING')
        """);
    private static final Rule RUN_ITEMS = new Rule(I16, """
        select 'run ' || r.id, 'is COMPLETED with item ' || min(i.id) || ' ' || min(i.state)
        from run r join our_item i on i.run_id = r.id
        where r.state = 'COMPLETED' and i.state not in ('SUCCEEDED', 'INVALID') group by r.id
        """);
    private static final Rule PUBLISHED = new Rule(I19, """
        select 'run ' || r.id, 'is ' || r.state || ' and its results were never published'
        from run r join our_run o on o.run = r.id
        where r.state in ('COMPLETED', 'FAILED') and r.halt_reason is null
            and r.results_url is null
        """);
    private static final Rule AGAIN = new Rule(I20, """
        select 'item ' || i.id, 'of a repeated run was sent again'
        from our_item i join our_run o on o.run = i.run_id
        where o.repeated and exists (select from our_attempt a where a.item_id = i.id)
        """);
    private static final Rule AGAIN_PAID = new Rule(I20, """
        select 'key ' || c.key, 'of a repeated run was billed'
        from our_charge c join our_run o on o.run = c.run where o.repeated
        """);
    private static final Rule AGAIN_MADE = new Rule(I20, """
        select 'item ' || i.id, 'of a repeated run succeeded without using an earlier output'
        from our_item i join our_run o on o.run = i.run_id
        where o.repeated and i.state = 'SUCCEEDED' and i.reused_from is null
        """);

    static final List<Rule> ALL = List.of(ENTRIES, BOTH_HALVES, ONCE, NOTHING_LEFT, NOTHING_OPEN,
            WHOLE, TRIES, POSTS, POST_COUNT, ONE_EXECUTION, NO_OVERLAP, COMPLETED, RUN_STATE,
            RUN_ITEMS, PUBLISHED, AGAIN, AGAIN_PAID, AGAIN_MADE);

    private RowRules() {}
}
