package io.darkroom;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.check.Checker;
import io.darkroom.sandbox.SandboxServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Processes of Darkroom that are killed, signalled and started twice, in front of a provider that
/// keeps its own bill.
final class CrashTests {

    private static final int AT_ONCE = 16;

    /// One for all tests, because installing takes seconds.
    @TempDir
    static Path folder;

    @AutoClose
    private static Workplace workplace;

    @BeforeAll
    static void open() throws Exception {
        workplace = Workplace.open(folder);
        workplace.train();
    }

    @Test
    void losesNothingAndPaysNothingTwiceWhenKilled() throws Exception {
        workplace.job("killed", "requests_per_minute: 1200, concurrency: " + AT_ONCE,
                Workplace.prompts(60));
        try (var provider = workplace.provider("killed", Duration.ofMillis(500), 0)) {
            finish("killed", provider, 1200, 60, killAfter("killed", provider, 20));
        }
    }

    private static void finish(String job, SandboxServer provider, int perMinute, int items,
            long inFlight) throws InterruptedException {
        int code = workplace.exitCode(provider, "run", job + ".yaml", "--quiet");
        var run = workplace.run(job);
        long unknown = workplace.sql().states(run).getOrDefault("UNKNOWN", 0L);
        assertThat(unknown).isLessThanOrEqualTo(inFlight);
        assertThat(code).isEqualTo(unknown > 0 ? 4 : 0);
        var ids = workplace.sql().list(row -> row.getLong(1),
                "select id from item where run_id = ? and state = 'UNKNOWN'", run);
        var end = workplace.end(job).entries(run, Workplace.entries(items))
                .limits(perMinute, AT_ONCE)
                .openAtKills(inFlight);
        assertThat(Checker.check(end.posts(provider.posts()).retried(List.of()))).isEmpty();

        assertThat(workplace.exitCode(provider, "retry", "latest", "--status", "unknown"))
                .isZero();
        assertThat(workplace.sql().states(run)).isEqualTo(Map.of("SUCCEEDED", (long) items));
        assertThat(Checker.check(end.posts(provider.posts()).retried(ids))).isEmpty();
    }

    /// @return requests on the wire, or answered and not yet written down, when the process died
    private static long killAfter(String job, SandboxServer provider, int images)
            throws InterruptedException {
        int enough = provider.bill().size() + images;
        try (var process = workplace.start(provider, "run", job + ".yaml", "--quiet")) {
            Workplace.until(() -> provider.bill().size() >= enough || process.ended());
            process.kill();
        }
        return workplace.open(job).size();
    }

    @Test
    void finishesWhatIsOnTheWireWhenSignalled() throws Exception {
        workplace.job("signalled", "requests_per_minute: 600, concurrency: 4",
                Workplace.prompts(30));
        try (var provider = workplace.provider("signalled", Duration.ofMillis(300), 0)) {
            try (var process = workplace.start(provider, "run", "signalled.yaml")) {
                Workplace.until(() -> provider.bill().size() >= 5 || process.ended());
                process.signal("TERM");
                assertThat(process.exitCode()).isEqualTo(143);
            }
            drained("signalled");

            assertThat(workplace.exitCode(provider, "resume", "latest")).isZero();
            var run = workplace.run("signalled");
            assertThat(workplace.sql().states(run)).isEqualTo(Map.of("SUCCEEDED", 30L));
            assertThat(provider.posts()).isEqualTo(30);
            assertThat(Checker.check(workplace.end("signalled"))).isEmpty();
        }
    }

    /// Fails unless all that was sent is done and written down, and something is left.
    private static void drained(String job) {
        var run = workplace.run(job);
        assertThat(workplace.sql().states(run)).containsOnlyKeys("PENDING", "SUCCEEDED");
        assertThat(Checker.check(workplace.end(job))).isEmpty();
        assertThat(workplace.sql().batchStatus(run)).isNotEqualTo("COMPLETED");
    }

    @Test
    void countsEveryRequestWhateverTheProviderAnswers() throws Exception {
        var prompts = new ArrayList<>(Workplace.prompts(14));
        prompts.addAll(Collections.nCopies(3, "A forbidden thing"));
        prompts.addAll(Collections.nCopies(2, "A malformed thing"));
        prompts.addAll(Collections.nCopies(5, "A breaking thing"));
        workplace.job("faults", "requests_per_minute: 6000, concurrency: 8", prompts);
        try (var provider = workplace.provider("faults", Duration.ofMillis(100), 0,
                "prompt~forbidden=400:content_policy_violation", "prompt~malformed=422",
                "prompt~breaking=500:billed", "*=429:x3:after=1")) {

            assertThat(workplace.exitCode(provider, "run", "faults.yaml", "--quiet")).isEqualTo(4);
            var run = workplace.run("faults");
            var states = Map.of("SUCCEEDED", 14L, "REJECTED", 3L, "FAILED", 2L, "UNKNOWN", 5L);
            assertThat(workplace.sql().states(run)).isEqualTo(states);
            assertThat(workplace.sql().requests(run)).isEqualTo(provider.posts());
            assertThat(throttled(run)).isGreaterThanOrEqualTo(3);
            assertThat(Checker.check(workplace.end("faults"))).isEmpty();

            long throttled = throttled(run);
            long posts = provider.posts();
            assertThat(workplace.exitCode(provider, "retry", "latest", "--status",
                    "failed,rejected")).isEqualTo(4);
            assertThat(workplace.sql().states(run)).isEqualTo(states);
            assertThat(provider.posts() - posts - throttled(run) + throttled).isEqualTo(5);
            assertThat(workplace.sql().requests(run)).isEqualTo(provider.posts());
            assertThat(Checker.check(workplace.end("faults"))).isEmpty();
        }
    }

    private static long throttled(String run) {
        return workplace.sql().number("""
            select count(*) from attempt where run_id = ? and outcome = 'THROTTLED'
            """, run);
    }

    @Test
    void letsOneOfTwoProcessesRunAJob() throws Exception {
        workplace.job("twice", "requests_per_minute: 200, concurrency: 4",
                Workplace.prompts(400));
        try (var provider = workplace.provider("twice", Duration.ofMillis(200), 0);
                var one = workplace.start(provider, "run", "twice.yaml");
                var other = workplace.start(provider, "run", "twice.yaml")) {
            Workplace.until(() -> one.ended() || other.ended());
            var loser = one.ended() ? one : other;
            var winner = one.ended() ? other : one;
            assertThat(loser.exitCode()).isEqualTo(75);
            int billed = provider.bill().size();
            Workplace.until(() -> provider.bill().size() > billed || winner.ended());
            winner.signal("INT");
            assertThat(winner.exitCode()).isEqualTo(130);
            drained("twice");
        }
    }

    @Test
    void readsEachEntryOnceWhenKilledWhileReading() throws Exception {
        killWhileReading("reading", 20_000);
    }

    @Test
    @Tag("storm")
    void readsEachOfManyEntriesOnceWhenKilledWhileReading() throws Exception {
        killWhileReading("reading-much", 60_000);
    }

    private static void killWhileReading(String job, int entries) throws Exception {
        workplace.job(job, "requests_per_minute: 600, concurrency: 1, budget_usd: 0.001",
                Workplace.prompts(entries));
        try (var provider = workplace.provider(job, Duration.ZERO, 0)) {
            try (var process = workplace.start(provider, "run", job + ".yaml")) {
                Workplace.until(() -> items(job) >= 500 || process.ended());
                process.kill();
            }
            assertThat(items(job)).isBetween(500L, entries - 1L);

            assertThat(workplace.exitCode(provider, "run", job + ".yaml")).isEqualTo(3);
            assertThat(workplace.sql().list(row -> row.getInt(1),
                    "select row_no from item_input where run_id = ? order by item_id",
                    workplace.run(job)))
                    .isEqualTo(IntStream.rangeClosed(1, entries).boxed().toList());
            assertThat(provider.posts()).isZero();
        }
    }

    private static long items(String job) {
        return workplace.sql().number("""
            select count(*) from item i join run r on r.id = i.run_id where r.job = ?
            """, job);
    }
}
