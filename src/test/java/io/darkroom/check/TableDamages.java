package io.darkroom.check;

import static io.darkroom.check.Damage.seen;
import static io.darkroom.check.Damage.silent;
import static io.darkroom.check.Damage.outside;
import static io.darkroom.check.Invariant.I1;
import static io.darkroom.check.Invariant.I10;
import static io.darkroom.check.Invariant.I11;
import static io.darkroom.check.Invariant.I12;
import static io.darkroom.check.Invariant.I16;
import static io.darkroom.check.Invariant.I17;
import static io.darkroom.check.Invariant.I19;
import static io.darkroom.check.Invariant.I2;
import static io.darkroom.check.Invariant.I3;
import static io.darkroom.check.Invariant.I4;
import static io.darkroom.check.Invariant.I5;
import static io.darkroom.check.Invariant.I6;
import static io.darkroom.check.Invariant.I7;
import static io.darkroom.check.Invariant.I8;
import static io.darkroom.check.Invariant.I9;

import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;

/// What can be made wrong in the tables; what stands there at the end, and what stood there once.
final class TableDamages {

    private TableDamages() {}

    static Stream<Damage> all() {
        return Stream.of(ITEMS, MONEY, HISTORY, BATCH).flatMap(List::stream);
    }

    private static final List<Damage> ITEMS = List.of(
            silent("two items for a manifest row",
                    """
                        insert into item_input (item_id, run_id, row_no, line_no, entry_id, variant, images,
                            quality, resolution, aspect_ratio, output_format, output_key, block, place)
                        select 18, run_id, row_no, line_no, entry_id, variant, images, quality,
                            resolution, aspect_ratio, output_format, output_key, block, place
                        from item_input where item_id = 16;
                        insert into item (id, run_id, state) select 18, run_id, state from item where id = 16
                        """,
                    I1),
            silent("missing item", """
                delete from item where id = 16; delete from item_input where item_id = 16
                """, I1),
            silent("item that nobody asked for", "delete from item_input where item_id = 16", I1),
            silent("item stuck in CLAIMED", """
                update item set state = 'CLAIMED', owner = 'w2', finished_at = null where id = 13
                """, I2),
            silent("item left PENDING", """
                update item set state = 'PENDING', finished_at = null where id = 13
                """, I2),
            silent("request left open",
                    """
                        update attempt set outcome = null, ended_at = null, cost_usd = null, reserved_usd = 0
                        where item_id = 13
                        """,
                    I2),
            silent("ended item that has an owner", "update item set owner = 'w2' where id = 13",
                    I2),
            silent("wrong dimensions", "update item set width = 512 where id = 12", I3),
            silent("wrong type", "update item set output_type = 'png' where id = 12", I3),
            silent("two items share an object", """
                update item set output_key = (select output_key from item where id = 11)
                where id = 12
                """, I3, I4),
            silent("used output that its maker does not have",
                    "update item set reused_from = 13 where id = 17", I3),
            outside("image paid for and lost", scene -> {
                Files.delete(scene.object(12));
                scene.silently(
                        "update item set state = 'UNKNOWN', error_code = 'LOST' where id = 12");
                scene.publish();
            }, I5),
            silent("tried more often than allowed", """
                insert into attempt (item_id, run_id, claim_no, idempotency_key, reserved_usd,
                    outcome, ended_at)
                select item_id, run_id, claim_no, idempotency_key, reserved_usd, outcome, ended_at
                from attempt where item_id = 15;
                update budget set reserved_usd = reserved_usd + 0.01
                where run_id = '20261122-100000-bbbb'
                """, I9),
            silent("secret in a column", "update item set error_message = 'canary-7f3a!' "
                    + "where id = 13", I17));

    private static final List<Damage> MONEY = List.of(
            silent("charge before its attempt", """
                update attempt set sent_at = now() + interval '1 hour' where item_id = 12
                """, I6),
            silent("budget below the sum", """
                update budget set spent_usd = spent_usd - 0.01 where run_id = '20261122-100000-bbbb'
                """, I6),
            silent("reservation left behind", """
                update budget set reserved_usd = reserved_usd + 0.01
                where run_id = '20261122-100000-bbbb'
                """, I6),
            silent("reservation of an unknown request released",
                    "update budget set reserved_usd = 0 where run_id = '20261122-100000-bbbb'", I6),
            silent("item that costs more than its requests", """
                update item set cost_usd = 0.02 where id = 12;
                update budget set spent_usd = spent_usd + 0.01 where run_id = '20261122-100000-bbbb'
                """, I6),
            silent("success without a paid request", """
                update attempt set outcome = 'UNUSABLE' where item_id = 12
                """, I6),
            silent("answer to another request",
                    "update attempt set request_id = 'request-1' where item_id = 12", I6),
            silent("put back by nobody", "update item set retries = 1 where id = 13", I7),
            outside("item billed under a second key", scene -> {
                scene.charge(Scene.RUN + "-12-1", "request-12");
                scene.silently("""
                    insert into attempt (item_id, run_id, claim_no, idempotency_key, reserved_usd,
                        sent_at, ended_at, outcome, cost_usd)
                    select item_id, run_id, claim_no, run_id || '-12-1', reserved_usd, sent_at,
                        ended_at, outcome, cost_usd from attempt where item_id = 12;
                    update item set cost_usd = 0.02 where id = 12;
                    update budget set spent_usd = spent_usd + 0.01
                    where run_id = '20261122-100000-bbbb'
                    """);
                scene.publish();
            }, I7),
            seen("budget over its cap at an instant", """
                update budget set reserved_usd = reserved_usd + 1;
                update budget set reserved_usd = reserved_usd - 1
                """, I8));

    private static final List<Damage> HISTORY = List.of(
            seen("claim number fallen",
                    """
                        update item set claim_no = 0 where id = 12; update item set claim_no = 1 where id = 12
                        """,
                    I10),
            seen("taken without a new claim number",
                    """
                        update item set owner = 'w2' where id = 13; update item set owner = null where id = 13
                        """,
                    I10),
            seen("sent under an old claim", """
                insert into attempt (item_id, run_id, claim_no, idempotency_key, reserved_usd)
                values (12, '20261122-100000-bbbb', 0, 'k', 0);
                update attempt set outcome = 'UNSENT', ended_at = now(), cost_usd = 0
                where idempotency_key = 'k'
                """, I10),
            silent("two owners at a time", """
                insert into worker (id, run_id, host, pid, started_at)
                select 'w3', run_id, host, pid, started_at + interval '1 microsecond' from worker
                where id = 'w2'
                """, I11),
            seen("two owners that write in turns", """
                update item set owner = 'w3', claim_no = claim_no + 1 where id = 16;
                update item set owner = null where id = 16;
                update item set owner = 'w2', claim_no = claim_no + 1 where id = 16;
                update item set owner = null, finished_at = now() where id = 16
                """, I11),
            seen("illegal transition", """
                update item set state = 'PENDING' where id = 16;
                update item set state = 'INVALID' where id = 16
                """, I12),
            seen("SUCCEEDED left again", """
                update item set state = 'FAILED' where id = 12;
                update item set state = 'SUCCEEDED' where id = 12
                """, I12),
            seen("success that got another output", """
                update item set output_sha256 = 'other' || output_sha256 where id = 12;
                update item set output_sha256 = substr(output_sha256, 6) where id = 12
                """, I12),
            seen("put back without being counted", """
                update item set state = 'PENDING' where id = 13;
                update item set state = 'REJECTED' where id = 13
                """, I12),
            seen("end of a request rewritten", """
                update attempt set outcome = 'FAILED' where item_id = 13;
                update attempt set outcome = 'REJECTED' where item_id = 13
                """, I12));

    private static final List<Damage> BATCH = List.of(
            silent("Batch COMPLETED with items left", """
                update batch_job_execution set status = 'COMPLETED' where job_execution_id = 2
                """, I16),
            silent("run COMPLETED with items that failed",
                    "update run set state = 'COMPLETED' where id = '20261122-100000-bbbb'", I16),
            silent("run that ended without its results",
                    "update run set results_url = null where id = '20261122-100000-bbbb'", I19),
            silent("run that nobody ended",
                    "update run set state = 'RUNNING' where id = '20261122-100000-bbbb'", I16),
            silent("two executions STARTED", """
                insert into batch_job_execution
                select 3, 0, 2, end_time, end_time, null, 'STARTED' from batch_job_execution
                where job_execution_id = 2;
                update batch_job_execution set status = 'STARTED' where job_execution_id = 2;
                insert into batch_job_execution_params
                select 3, 'run', 'java.lang.String', '20261122-100000-bbbb', 'Y'
                """, I16),
            silent("two executions at a time", """
                insert into batch_job_execution
                select 3, 0, 2, start_time, start_time, end_time, status from batch_job_execution
                where job_execution_id = 2;
                insert into batch_job_execution_params
                select 3, 'run', 'java.lang.String', '20261122-100000-bbbb', 'Y'
                """, I16));
}
