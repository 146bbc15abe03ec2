package io.darkroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.darkroom.check.Checker;
import io.darkroom.embedded.EmbeddedPostgres;
import io.darkroom.faults.Behaviour;
import io.darkroom.faults.FaultProxy;
import io.darkroom.sandbox.SandboxServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs whose database fails again and again, and which are started again until they are through:
/// sessions that are killed, that of the job's lock too; a server that stops in an instant; commits
/// of which nobody knows whether they happened.
///
/// The program runs in this process, through a proxy to the database. Moments are chosen by the seed
/// in the system property `darkroom.storm.seed`; `darkroom.storm.jobs` makes the storms shorter.
final class DatabaseStormTests {

    private static final long SEED = Long.getLong("darkroom.storm.seed", 20261122);
    private static final int MOST_JOBS = Integer.getInteger("darkroom.storm.jobs", 1000);
    private static final int ITEMS = 40;
    private static final int AT_ONCE = 8;
    private static final String KILL = """
        select pg_terminate_backend(pid) from (
            select a.pid from pg_stat_activity a
            where a.backend_type = 'client backend' and a.pid <> pg_backend_pid()
                and (not ? or exists (select from pg_locks l
                    where l.pid = a.pid and l.locktype = 'advisory'))
            order by random() limit 1) one
        """;

    /// One for all tests, because installing takes seconds.
    @TempDir
    static Path folder;

    private static Workplace workplace;
    private static FaultProxy proxy;

    private final Random random = new Random(SEED);
    private final List<TestDarkroom.Said> said = new ArrayList<>();
    private int troubles;
    private long open;

    /// One thing that happens to the database.
    private interface Trouble {

        void happen(Future<Long> working) throws Exception;
    }

    @BeforeAll
    static void open() throws Exception {
        workplace = Workplace.open(folder);
        proxy = FaultProxy.to("127.0.0.1", URI.create(workplace.server().jdbcUrl().substring(5))
                .getPort());
    }

    @AfterAll
    static void close() throws IOException {
        proxy.close();
        workplace.close();
    }

    @Test
    void losesNothingWhenSessionsAreKilled() throws Exception {
        storm("killed", 1, 10, _ -> kill(troubles % 5 == 4));
    }

    @Test
    @Tag("storm")
    void losesNothingInAStormOfKilledSessions() throws Exception {
        storm("sessions", 20, 10, _ -> kill(random.nextInt(8) == 0));
    }

    @Test
    @Tag("storm")
    void losesNothingWhenTheServerStopsAtOnce() throws Exception {
        storm("server", 5, 2, _ -> restart());
    }

    @Test
    @Tag("storm")
    void losesNothingByCommitsInDoubt() throws Exception {
        storm("commits", 20, 10, this::cutACommit);
    }

    /// Runs so many jobs, and lets so much happen to each.
    private void storm(String name, int jobs, int most, Trouble trouble) throws Exception {
        long began = System.nanoTime();
        for (int job = 0; job < Math.min(jobs, MOST_JOBS); job++) {
            round(name + job, most, trouble);
        }
        System.out.printf("database storm %s, seed %d: %d jobs of %d items, %d troubles,"
                + " %d commands, %d requests left open, %d s%n", name, SEED,
                Math.min(jobs, MOST_JOBS), ITEMS, troubles,
                said.size(), open, (System.nanoTime() - began) / 1_000_000_000);
    }

    private void round(String job, int most, Trouble trouble) throws Exception {
        workplace.job(job, "requests_per_minute: 1200, concurrency: " + AT_ONCE,
                Workplace.prompts(ITEMS));
        try (var provider = workplace.provider(job, Duration.ofMillis(100), 0);
                var darkroom = workplace.darkroom(provider,
                        "darkroom.database.url=jdbc:postgresql://127.0.0.1:%d/postgres"
                                .formatted(proxy.port()),
                        "darkroom.database.user=" + workplace.server().user(),
                        "darkroom.database.password=" + workplace.server().password());
                var worker = Executors.newVirtualThreadPerTaskExecutor()) {
            var working = worker.submit(() -> untilFinished(darkroom, job));
            for (int i = 0; i < most && !working.isDone(); i++) {
                await().pollDelay(Duration.ofMillis(random.nextInt(400))).until(() -> true);
                trouble.happen(working);
                troubles++;
            }
            judge(job, provider, working);
        }
    }

    /// Types what a person would type until the run has ended.
    ///
    /// @return requests that were open when a command gave up, of all commands together
    private long untilFinished(TestDarkroom darkroom, String job) {
        long left = 0;
        while (true) {
            var answer = darkroom.execute("run", folder.resolve(job + ".yaml").toString(),
                    "--quiet");
            said.add(answer);
            if (answer.code() == 0 || answer.code() == 4) {
                return left;
            }
            assertThat(answer.code()).as(answer.text())
                    .isEqualTo(answer.text().contains("LOCK_LOST") ? 75 : 5);
            assertThat(answer.text()).containsAnyOf("darkroom resume ", "the same command goes on");
            left += left(job);
        }
    }

    /// Asks until the database answers; a command may have ended before there was a run.
    private static long left(String job) {
        var left = new AtomicLong();
        Workplace.until(() -> {
            left.set(workplace.sql().number("""
                select count(*) from attempt a join run r on r.id = a.run_id
                where r.job = ? and a.outcome is null""", job));
            return true;
        });
        return left.get();
    }

    private void judge(String job, SandboxServer provider, Future<Long> working)
            throws Exception {
        long left = working.get();
        var run = workplace.run(job);
        var states = workplace.sql().states(run);
        var end = workplace.end(job).limits(1200, AT_ONCE).openAtKills(left)
                .posts(provider.posts()).retried(List.of());
        assertThat(Checker.check(end)).as("seed %d, %s, %s", SEED, job, said).isEmpty();
        long unknown = states.getOrDefault("UNKNOWN", 0L);
        assertThat(unknown).isLessThanOrEqualTo(left);
        assertThat(states.getOrDefault("SUCCEEDED", 0L) + unknown).as("%s", states)
                .isEqualTo(ITEMS);
        open += left;
    }

    private static void kill(boolean lock) {
        workplace.sql().list(row -> row.getBoolean(1), KILL, lock);
    }

    /// An immediate stop, as at a power failure, and the start of a new server on the same data.
    private void restart() throws IOException, InterruptedException {
        var pid = Files.readAllLines(workplace.home().resolve("postgres/data/postmaster.pid"))
                .getFirst();
        var server = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        new ProcessBuilder("kill", "-QUIT", pid).start().waitFor();
        server.onExit().join();
        EmbeddedPostgres.open(workplace.home()).close();
    }

    /// Until a client that was cut off connects again, or has ended.
    private void cutACommit(Future<Long> working) {
        int before = proxy.connections();
        proxy.behave(new Behaviour.CutAfter("COMMIT"));
        try {
            Workplace.until(() -> working.isDone() || proxy.connections() > before);
        } finally {
            proxy.behave(new Behaviour.Pass());
        }
    }
}
