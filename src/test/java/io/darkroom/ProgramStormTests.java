package io.darkroom;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.check.Checker;
import io.darkroom.sandbox.Keys;
import io.darkroom.sandbox.SandboxServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program as a process that is killed at random moments and started again at once, job after
/// job, half of them where keys are honoured.
///
/// The property `storm.program.kills` says how often (100), `storm.seed` with which random choices.
@Tag("storm")
final class ProgramStormTests {

    private static final long SEED = Long.getLong("storm.seed", System.nanoTime());
    private static final int KILLS = Integer.getInteger("storm.program.kills", 100);

    /// An item may be tried 10 times, and a kill may cost each item in flight one of them.
    private static final int KILLS_OF_A_JOB = 8;
    private static final int TRIES = 10;
    private static final int ITEMS = 160;
    private static final int PER_MINUTE = 1200;
    private static final int AT_ONCE = 8;

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);
    private final Figures figures = new Figures();

    private static final class Figures {

        private final long began = System.nanoTime();
        private int kills;
        private int jobs;
        private long open;
        private long unknown;
        private long billed;

        @Override
        public String toString() {
            return ("%d kills of the program in %d jobs with %d items: %d requests open at kills,"
                    + " %d unknown, %d billed; %d s, seed %d")
                    .formatted(kills, jobs, (long) jobs * ITEMS, open, unknown, billed,
                            Duration.ofNanos(System.nanoTime() - began).toSeconds(), SEED);
        }
    }

    @Test
    void losesNothingAndPaysNothingTwiceInAStormOfKills() throws Exception {
        try (var workplace = Workplace.open(folder)) {
            workplace.train();
            while (figures.kills < KILLS) {
                storm(workplace, "storm-" + figures.jobs,
                        figures.jobs % 2 == 0 ? Keys.HONOURED : Keys.IGNORED);
            }
            System.out.println(figures);
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("After " + figures, e);
        }
    }

    private void storm(Workplace workplace, String job, Keys keys) throws Exception {
        workplace.job(job, "requests_per_minute: %d, concurrency: %d, max_tries: %d"
                .formatted(PER_MINUTE, AT_ONCE, TRIES), Workplace.prompts(ITEMS));
        var open = new HashSet<Long>();
        try (var provider = workplace.provider(job, Duration.ofMillis(250), 0, keys)) {
            int most = Math.min(KILLS, figures.kills + KILLS_OF_A_JOB);
            while (figures.kills < most && killed(workplace, job, provider, keys)) {
                figures.kills++;
                open.addAll(workplace.open(job));
            }
            finish(workplace, job, provider, keys, open);
        }
    }

    /// A third of the processes die at any moment from their start on, the others with requests in
    /// flight.
    ///
    /// @return false if the process ended before it was killed
    private boolean killed(Workplace workplace, String job, SandboxServer provider, Keys keys)
            throws InterruptedException {
        boolean early = random.nextInt(3) == 0;
        long posts = provider.posts();
        try (var process = workplace.start(provider, keys, "run", job + ".yaml", "--quiet")) {
            if (!early) {
                Workplace.until(() -> provider.posts() > posts || process.ended());
            }
            process.leave(Duration.ofMillis(random.nextLong(early ? 5_000 : 800)));
            process.kill();
            return process.exitCode() == 137;
        }
    }

    private void finish(Workplace workplace, String job, SandboxServer provider, Keys keys,
            Set<Long> open) throws InterruptedException {
        try (var last = workplace.start(provider, keys, "run", job + ".yaml", "--quiet")) {
            int code = last.exitCode();
            var run = workplace.run(job);
            var states = workplace.sql().states(run);
            long unknown = states.getOrDefault("UNKNOWN", 0L);
            count(provider, unknown, open);
            assertThat(code).isEqualTo(unknown > 0 ? 4 : 0);
            assertThat(unknown).isLessThanOrEqualTo(keys.honoured() ? 0 : open.size());
            assertThat(states.getOrDefault("SUCCEEDED", 0L)).isEqualTo(ITEMS - unknown);
            if (keys.honoured()) {
                assertThat(provider.bill()).hasSize(ITEMS);
            }
            var end = workplace.end(job).entries(run, Workplace.entries(ITEMS))
                    .limits(PER_MINUTE, AT_ONCE)
                    .openAtKills(open.size()).posts(provider.posts()).retried(List.of());
            assertThat(Checker.check(keys.honoured() ? end.honouringKeys().tries(TRIES) : end))
                    .isEmpty();
        }
    }

    private void count(SandboxServer provider, long unknown, Set<Long> open) {
        figures.jobs++;
        figures.open += open.size();
        figures.unknown += unknown;
        figures.billed += provider.bill().size();
    }
}
