package io.darkroom.ledger;

import io.darkroom.item.RunId;
import java.sql.Types;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// What other runs of the same job mean for a run: which outputs it can reuse, and which images it
/// must not send because an earlier request was perhaps billed or was refused.
///
/// The nth item of a fingerprint in a run corresponds to the nth output of that fingerprint, so that
/// a manifest that asks for the same image twice gets two.
public final class CarryOver {

    private static final String REFUSE_DUPLICATES = """
        update item i set state = 'INVALID', error_code = 'DUPLICATE_ID', finished_at = now(),
            error_message = format('%s:%s: id "%s": unique; line %s has the same', r.manifest,
                d.line_no, d.entry_id, d.first_line)
        from (select n.item_id, n.line_no, n.entry_id, first_value(n.line_no) over same as first_line,
                row_number() over same as nth
              from item_input n join item p on p.id = n.item_id
              where n.run_id = :run and p.state = 'PENDING'
              window same as (partition by n.entry_id, n.variant order by n.row_no)) d,
            run r
        where d.nth > 1 and i.id = d.item_id and i.state = 'PENDING' and r.id = :run
        """;
    private static final String REFUSE_SHARED_KEYS = """
        update item i set state = 'INVALID', error_code = 'DUPLICATE_KEY', finished_at = now(),
            error_message = format('%s:%s: id "%s": its output would have the key of line %s, %s;'
                ' another id, or another output key in the job', r.manifest, d.line_no, d.entry_id,
                d.first_line, d.output_key)
        from (select n.item_id, n.line_no, n.entry_id, n.output_key,
                first_value(n.line_no) over same as first_line, row_number() over same as nth
              from item_input n join item p on p.id = n.item_id
              where n.run_id = :run and p.state = 'PENDING'
              window same as (partition by n.output_key order by n.row_no, n.variant)) d,
            run r
        where d.nth > 1 and i.id = d.item_id and i.state = 'PENDING' and r.id = :run
        """;
    private static final String REUSE = """
        with mine as (
            select i.id, n.fingerprint, i.fingerprint_part as part,
                row_number() over (partition by n.fingerprint order by n.row_no, n.variant) as nth
            from item i join item_input n on n.item_id = i.id
            where i.run_id = :run and i.state = 'PENDING' and i.reuse_of is null
                and not exists (select from attempt a where a.item_id = i.id and a.outcome is null)),
        outputs as (
            select distinct on (p.output_key) p.id, n.fingerprint
            from item p join item_input n on n.item_id = p.id join run r on r.id = p.run_id
            where (:job::text is null or r.job = :job) and p.run_id <> :run and p.state = 'SUCCEEDED'
                and p.fingerprint_part in (select part from mine)
                and n.fingerprint in (select fingerprint from mine)
                and not exists (select from item u where u.run_id = :run
                    and u.reused_from is not null and u.output_key = p.output_key)
            order by p.output_key, p.id),
        ranked as (
            select id, fingerprint, row_number() over (partition by fingerprint order by id) as nth
            from outputs)
        update item i set reuse_of = ranked.id
        from mine join ranked using (fingerprint, nth)
        where i.id = mine.id and i.state = 'PENDING'
        """;
    private static final String HOLD = """
        with mine as (
            select i.id, n.fingerprint, i.fingerprint_part as part,
                row_number() over (partition by n.fingerprint order by n.row_no, n.variant) as nth
            from item i join item_input n on n.item_id = i.id
            where i.run_id = :run and i.state = 'PENDING' and i.reuse_of is null
                and not exists (select from attempt a where a.item_id = i.id)),
        ended as (
            select p.id, p.run_id, p.state, p.error_code, p.error_message, n.fingerprint,
                row_number() over (partition by n.fingerprint, p.run_id
                    order by n.row_no, n.variant) as nth,
                rank() over (partition by n.fingerprint order by p.run_id desc) as age
            from item p join item_input n on n.item_id = p.id join run r on r.id = p.run_id
            where (:job::text is null or r.job = :job) and p.run_id <> :run
                and (p.state in ('UNKNOWN', 'REJECTED')
                    or p.state = 'FAILED' and p.error_code = 'BILLED_UNUSABLE')
                and p.fingerprint_part in (select part from mine)
                and n.fingerprint in (select fingerprint from mine))
        update item i set state = ended.state, error_code = ended.error_code, finished_at = now(),
            error_message = case when ended.error_message like 'as in run %' then ended.error_message
                else format('as in run %s: %s', ended.run_id, ended.error_message) end
        from mine join ended using (fingerprint, nth)
        where ended.age = 1 and i.id = mine.id and i.state = 'PENDING'
        """;

    private static final String REPEATED = """
        with mine as (
            select n.row_no, n.variant, i.state, i.output_key, i.output_sha256, i.error_message
            from item i join item_input n on n.item_id = i.id where i.run_id = :run),
        earlier as (
            select e.id from run e join run r on r.id = :run
            where e.job = r.job and e.id <> r.id and e.input_sha256 = r.input_sha256
                and e.state = 'COMPLETED' and e.results_of = e.id
            order by e.created_at desc, e.id desc limit 1),
        theirs as (
            select n.row_no, n.variant, i.state, i.output_key, i.output_sha256, i.error_message
            from item i join item_input n on n.item_id = i.id join earlier on earlier.id = i.run_id)
        select id from earlier
        where not exists (select from attempt where run_id = :run)
            and not exists (select from mine where state not in ('SUCCEEDED', 'INVALID'))
            and not exists (table mine except table theirs)
            and not exists (table theirs except table mine)
        """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    CarryOver(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /// Marks every item INVALID whose id and variant an earlier line of the manifest has, or whose
    /// output would have the same key, such as id `A-dark` with variant `red` and id `A` with variant
    /// `dark-red`.
    ///
    /// @return how many
    public int refuseDuplicates(RunId run) {
        return jdbc.sql(REFUSE_DUPLICATES).param("run", run.value()).update()
                + jdbc.sql(REFUSE_SHARED_KEYS).param("run", run.value()).update();
    }

    /// Points pending items to the stored output of the same fingerprint in another run. The lane that
    /// claims such an item checks that the object is still there.
    ///
    /// @param job whose runs count; empty: those of any job
    /// @return how many
    public int offerReuse(RunId run, Optional<String> job) {
        return apply(REUSE, run, job);
    }

    /// Ends new items whose image another run left UNKNOWN, REJECTED or paid for in vain, in that same
    /// state: sending them again is the operator's decision (`darkroom retry`).
    ///
    /// @param job whose runs count; empty: those of any job
    /// @return how many
    public int hold(RunId run, Optional<String> job) {
        return apply(HOLD, run, job);
    }

    /// The earlier run of the same input whose results a run would list again, item by item, because
    /// it made nothing itself.
    public Optional<RunId> repeated(RunId run) {
        return jdbc.sql(REPEATED).param("run", run.value()).query(String.class).optional()
                .map(RunId::new);
    }

    private int apply(String statement, RunId run, Optional<String> job) {
        var changed = transaction.execute(_ -> jdbc.sql(statement).param("run", run.value())
                .param("job", job.orElse(null), Types.VARCHAR).update());
        return changed == null ? 0 : changed;
    }
}
