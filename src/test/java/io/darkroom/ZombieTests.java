package io.darkroom;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.check.Checker;
import io.darkroom.sandbox.SandboxServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Processes that are suspended, lose their job to a successor, and wake up again.
///
/// A suspended process keeps its job's lock for as long as its machine answers for it, and others are
/// refused. What the server does with a client whose machine fell silent, giving the lock up, is done
/// here by ending the lock's session; the process's other sessions stay, so that what it writes late
/// does arrive.
///
/// There is no short form but the simulation's: a successor waits two minutes for the answers that a
/// process on the same machine may still get.
@Tag("storm")
final class ZombieTests {

    private static final int AT_ONCE = 3;
    private static final int ITEMS = 12;
    private static final String GIVE_UP = """
        select pg_terminate_backend(l.pid) from pg_locks l,
            hashtextextended('darkroom:job:' || ?, 0) as k
        where l.locktype = 'advisory' and l.classid::bigint = (k >> 32) & 4294967295
            and l.objid::bigint = k & 4294967295
        """;
    /// Only a suspended process leaves a transaction idle for so long; its rows would stay locked.
    private static final String ROLL_BACK = """
        select pg_terminate_backend(pid) from pg_stat_activity
        where state like 'idle in transaction%' and state_change < now() - interval '20 seconds'
        """;

    /// One for all tests, because installing takes seconds.
    @TempDir
    static Path folder;

    @AutoClose
    private static Workplace workplace;

    /// When a process is suspended.
    private enum Moment {

        READING, WRITTEN_DOWN, WAITING, LANDED
    }

    @BeforeAll
    static void open() throws Exception {
        workplace = Workplace.open(folder);
    }

    @Test
    void changeNothingAndSendNothingMore() throws Exception {
        long began = System.nanoTime();
        var zombies = List.<Callable<String>>of(() -> zombie(Moment.READING, false),
                () -> zombie(Moment.READING, true), () -> zombie(Moment.WRITTEN_DOWN, false),
                () -> zombie(Moment.WAITING, false), () -> zombie(Moment.WAITING, true),
                () -> zombie(Moment.LANDED, false));
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            assertThat(threads.invokeAll(zombies)).extracting(ZombieTests::outcome)
                    .containsOnly("as it should be");
        }
        System.out.printf("zombies: %d taken over, %d s%n", zombies.size(),
                (System.nanoTime() - began) / 1_000_000_000);
    }

    private static String outcome(Future<String> zombie) {
        return zombie.state() == Future.State.SUCCESS
                ? zombie.resultNow()
                : zombie.exceptionNow().toString();
    }

    @Test
    void goOnWhereNobodyTookTheJobOver() throws Exception {
        var job = job("lonely", ITEMS, "concurrency: 4, requests_per_minute: 600");
        try (var provider = workplace.provider(job, Duration.ofSeconds(1), 0);
                var process = workplace.start(provider, "run", job + ".yaml", "--quiet")) {
            suspend(process, job, provider, Moment.WAITING);
            long posts = provider.posts();
            Workplace.until(() -> longSuspended(job));
            assertThat(workplace.exitCode(provider, "run", job + ".yaml")).isEqualTo(75);
            assertThat(provider.posts()).isEqualTo(posts);

            process.signal("CONT");
            assertThat(process.exitCode()).isZero();
            assertThat(Checker.check(workplace.end(job).posts(provider.posts())
                    .retried(List.of()))).isEmpty();
        }
    }

    /// Beyond the ten seconds after which a process does not trust its lock any more.
    private static boolean longSuspended(String job) {
        return workplace.sql().number("""
            select count(*) from worker where run_id = ? and heartbeat_at < now() - interval '15 s'
            """, workplace.run(job)) > 0;
    }

    /// @param afterwards whether it wakes up when its successor has ended, not beside it
    private static String zombie(Moment moment, boolean afterwards) throws Exception {
        boolean reading = moment == Moment.READING;
        int items = reading ? 6_000 : ITEMS;
        var job = job("zombie-" + moment + (afterwards ? "-late" : ""), items,
                "requests_per_minute: 600, concurrency: 4"
                        + (reading ? ", budget_usd: 0.001" : ""));
        try (var provider = workplace.provider(job, Duration.ofSeconds(2), 0);
                var zombie = workplace.start(provider, "run", job + ".yaml", "--quiet")) {
            suspend(zombie, job, provider, moment);
            long left = workplace.openNow(job).size();
            assertThat(workplace.exitCode(provider, "run", job + ".yaml")).isEqualTo(75);
            Workplace.until(() -> workplace.sql().texts(GIVE_UP, job).isEmpty());
            try (var successor = workplace.start(provider, "run", job + ".yaml", "--quiet")) {
                await(() -> successor.ended() || (!afterwards && workers(job) > 1));
                zombie.signal("CONT");
                assertThat(zombie.exitCode()).as("the zombie of %s", job).isEqualTo(75);
                end(job, provider, successor.exitCode(), reading);
            }
            judge(job, provider, items, left);
            return "as it should be";
        }
    }

    /// Who woke up may have written to Spring Batch's history in the moment in which its successor was
    /// about to mend it: then that one breaks off with exit 5, and is started again.
    private static void end(String job, SandboxServer provider, int code, boolean reading)
            throws Exception {
        int last = code == 5
                ? workplace.exitCode(provider, "run", job + ".yaml", "--quiet")
                : code;
        assertThat(last).as("the successor of %s", job).isIn(reading ? List.of(3) : List.of(0, 4));
    }

    /// Longer than a request may take, and undoing what suspended processes keep locked.
    private static void await(Callable<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofMinutes(5)).pollInterval(Duration.ofMillis(20))
                .ignoreExceptions().until(() -> {
                    workplace.sql().texts(ROLL_BACK);
                    return condition.call();
                });
    }

    private static void judge(String job, SandboxServer provider, int items, long left) {
        var run = workplace.run(job);
        var end = workplace.end(job).zombies().posts(provider.posts()).openAtKills(left)
                .retried(List.of())
                .entries(run, Workplace.entries(items));
        assertThat(Checker.check(end)).as(job).isEmpty();
        assertThat(workplace.sql().text("select state from run where id = ?", run)).as(job)
                .isEqualTo(items > ITEMS
                        ? "HALTED"
                        : workplace.sql().states(run).containsKey("UNKNOWN")
                                ? "FAILED"
                                : "COMPLETED");
    }

    private static String job(String name, int items, String limits) throws Exception {
        workplace.job(name, limits, Workplace.prompts(items));
        return name;
    }

    private static void suspend(DarkroomProcess process, String job, SandboxServer provider,
            Moment moment) throws Exception {
        await(() -> process.ended() || switch (moment) {
            case READING -> items(job) >= 500;
            case WRITTEN_DOWN -> !workplace.openNow(job).isEmpty();
            case WAITING -> provider.bill().size() >= 2
                    && !workplace.openNow(job).isEmpty();
            case LANDED -> landed(job);
        });
        process.signal("STOP");
        assertThat(process.ended()).as("%s ended too early", job).isFalse();
    }

    private static boolean landed(String job) throws Exception {
        try (var files = Files
                .list(workplace.home().resolve("spool").resolve(workplace.run(job)))) {
            return files.findAny().isPresent();
        }
    }

    private static long items(String job) {
        return workplace.sql().number("""
            select count(*) from item i join run r on r.id = i.run_id where r.job = ?
            """, job);
    }

    private static long workers(String job) {
        return workplace.sql().number("""
            select count(*) from worker w join run r on r.id = w.run_id where r.job = ?
            """, job);
    }
}
