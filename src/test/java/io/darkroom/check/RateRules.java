package io.darkroom.check;

import static io.darkroom.check.Invariant.I11;
import static io.darkroom.check.Invariant.I13;
import static io.darkroom.check.Invariant.I14;
import static io.darkroom.check.Invariant.I15;

import java.util.List;

/// When requests were sent, and by how many processes. A process's requests are told apart by the
/// number of workers of the run that had started before.
final class RateRules {

    private static final Rule A_MINUTE = new Rule(I13, """
        with windows as (
            select run, at, count(*) over (partition by run order by at
                range between interval '59.999999 s' preceding and current row) as n
            from request)
        select 'run ' || run, format('sent %s requests in the minute before %s', n, at)
        from (select distinct on (run) * from windows order by run, n desc, at) worst, terms
        where n > terms.per_minute
        """);
    /// Only the wire knows when an answer ended; the ledger learns it later.
    private static final Rule AT_ONCE = new Rule(I13, """
        with edges as (
            select run, epoch, at, 1 as step from request where on_wire
            union all select run, epoch, ended_at, -1 from request where on_wire),
        levels as (
            select run, at, sum(step) over (partition by run, epoch order by at, step
                rows unbounded preceding) as n from edges)
        select 'run ' || run, format('had %s requests on the wire at %s', n, at)
        from (select distinct on (run) * from levels order by run, n desc, at) worst, terms
        where n > terms.at_once
        """);
    private static final Rule QUIET = new Rule(I14, """
        select 'key ' || r.key, format('was sent at %s: %s', r.at, q.why)
        from request r join quiet q on r.at > q.began and r.at < q.ended
        """);
    private static final Rule AFTER_REFUSAL = new Rule(I15, """
        with refused as (
            select run, epoch, min(ended_at) as at from request where status in (401, 402, 403)
            group by 1, 2)
        select 'run ' || r.run, format('sent %s requests after it was refused at %s', count(*),
            f.at)
        from refused f join request r on r.run = f.run and r.epoch = f.epoch and r.at > f.at, terms
        group by r.run, f.at, terms.at_once having count(*) > terms.at_once
        """);
    private static final Rule HEARTBEATS = new Rule(I11, """
        select 'job ' || a.job, format('had two owners at %s: %s and %s', b.started_at, a.id, b.id)
        from our_worker a join our_worker b on b.job = a.job and a.id <> b.id
            and (b.started_at, b.id) > (a.started_at, a.id) and b.started_at < a.last_seen, terms
        where not terms.zombies
        """);

    static final List<Rule> ALL = List.of(A_MINUTE, AT_ONCE, QUIET, AFTER_REFUSAL, HEARTBEATS);

    private RateRules() {}
}
