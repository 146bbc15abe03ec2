package io.darkroom.check;

import static io.darkroom.check.Invariant.I10;
import static io.darkroom.check.Invariant.I11;
import static io.darkroom.check.Invariant.I12;
import static io.darkroom.check.Invariant.I8;

import java.util.List;

/// What [Watch] wrote down, change by change.
final class WatchRules {

    /// The last row of each transaction is what was committed. That the operator lowers the cap is
    /// no fault, that anything is added above it is.
    private static final Rule CAP = new Rule(I8, """
        with rows as (
            select *, lead(xid) over mine as next from our_change where subject = 'budget'
            window mine as (partition by run_id order by seq)),
        commits as (
            select run_id, at, (after ->> 'cap_usd')::numeric as cap,
                (after ->> 'spent_usd')::numeric + (after ->> 'reserved_usd')::numeric as held, seq
            from rows where after is not null and next is distinct from xid),
        steps as (
            select *, lag(held, 1, 0) over (partition by run_id order by seq) as held_before
            from commits)
        select 'run ' || run_id, format('could spend %s and held %s at %s', cap, held, at)
        from steps where held > cap and held > held_before
        """);
    private static final Rule FALLEN = new Rule(I10, """
        select 'item ' || thing, format('fell from claim %s to %s', claim_before, claim)
        from item_change where claim < claim_before
        """);
    private static final Rule TAKEN = new Rule(I10, """
        select 'item ' || thing, format('was taken by %s under the old claim %s', owner, claim)
        from item_change where owner is distinct from owner_before and owner is not null
            and claim is distinct from claim_before + 1
        """);
    private static final Rule FENCED = new Rule(I10, """
        select 'item ' || a.thing, format('was sent under claim %s when %s held it',
            a.after ->> 'claim_no', coalesce(i.claim::text, 'nobody'))
        from our_change a left join lateral (select * from item_change i
            where i.thing = a.thing and i.seq < a.seq order by i.seq desc limit 1) i on true
        where a.subject = 'attempt' and a.op = 'INSERT'
            and (i.claim is distinct from (a.after ->> 'claim_no')::integer
                or i.state is distinct from 'CLAIMED')
        """);
    private static final Rule OWNERS = new Rule(I11, """
        with claims as (
            select r.job, c.seq, c.owner, lag(c.owner) over (partition by r.job order by c.seq)
                as earlier
            from item_change c join run r on r.id = c.run_id
            where c.claim > c.claim_before and c.owner is not null)
        select 'job ' || job, format('was worked on by %s, by somebody else, and by %s again',
            owner, owner)
        from claims where owner is distinct from earlier group by job, owner having count(*) > 1
        """);
    private static final Rule STATES = new Rule(I12,
            """
                select 'item ' || thing, format('went from %s to %s', coalesce(state_before, 'nothing'),
                    coalesce(state, 'nothing'))
                from item_change where state is distinct from state_before
                    and (coalesce(state_before, ''), coalesce(state, '')) not in (
                        ('', 'PENDING'), ('', 'INVALID'), ('PENDING', 'INVALID'), ('PENDING', 'CLAIMED'),
                        ('PENDING', 'CANCELLED'), ('CLAIMED', 'PENDING'), ('CLAIMED', 'RENDERED'),
                        ('CLAIMED', 'SUCCEEDED'), ('CLAIMED', 'REJECTED'), ('CLAIMED', 'FAILED'),
                        ('CLAIMED', 'UNKNOWN'), ('CLAIMED', 'INVALID'),
                        ('RENDERED', 'SUCCEEDED'), ('RENDERED', 'FAILED'),
                        ('RENDERED', 'UNKNOWN'), ('FAILED', 'PENDING'), ('REJECTED', 'PENDING'),
                        ('UNKNOWN', 'PENDING'), ('FAILED', 'RENDERED'), ('PENDING', 'FAILED'), ('PENDING', 'REJECTED'),
                        ('PENDING', 'UNKNOWN'))
                """);
    /// An item may be held in the state of an earlier run only while nothing of it was sent.
    private static final Rule HELD = new Rule(I12, """
        select 'item ' || c.thing, format('became %s without being claimed', c.state)
        from item_change c where c.state_before = 'PENDING'
            and c.state in ('FAILED', 'REJECTED', 'UNKNOWN')
            and exists (select from our_change a where a.subject = 'attempt'
                and a.thing = c.thing and a.seq < c.seq)
        """);
    private static final Rule PUT_BACK = new Rule(I12, """
        select 'item ' || thing, format('is %s after %s, put back %s times after %s', state,
            state_before, retries, retries_before)
        from item_change, terms where op = 'UPDATE' and retries is distinct from retries_before
            + case when state in ('PENDING', 'RENDERED')
                and state_before in ('FAILED', 'REJECTED', 'UNKNOWN') then 1 else 0 end
            and not (terms.keys_honoured and state_before = 'UNKNOWN'
                and retries = retries_before)
        """);
    private static final Rule OUTPUT = new Rule(I12, """
        select 'item ' || thing, 'had succeeded and got another output'
        from item_change where state = 'SUCCEEDED' and state_before = 'SUCCEEDED'
            and (before ->> 'output_sha256', before ->> 'output_key')
                is distinct from (after ->> 'output_sha256', after ->> 'output_key')
        """);
    private static final Rule REQUESTS = new Rule(I12, """
        select 'item ' || thing, format('has a request that was %s and became %s',
            coalesce(before ->> 'outcome', 'open'), coalesce(after ->> 'outcome', 'open or gone'))
        from our_change where subject = 'attempt'
            and (op = 'DELETE' or op = 'INSERT' and after ->> 'outcome' is not null
                or op = 'UPDATE' and before ->> 'outcome' is not null and before <> after
                    and not (before ->> 'cost_usd' is null and after ->> 'outcome' = 'RENDERED')
                    and not ((select keys_honoured from terms)
                        and before - 'cost_usd' = after - 'cost_usd'
                        and (after ->> 'cost_usd')::numeric = 0))
        """);

    static final List<Rule> ALL = List.of(CAP, FALLEN, TAKEN, FENCED, OWNERS, STATES, HELD,
            PUT_BACK, OUTPUT, REQUESTS);

    private WatchRules() {}
}
