package io.darkroom.render;

import static io.darkroom.item.ItemState.PENDING;
import static io.darkroom.item.ItemState.SUCCEEDED;
import static io.darkroom.item.ItemState.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import io.darkroom.engine.Stop;

import io.darkroom.item.RunId;
import io.darkroom.ledger.Items;
import io.darkroom.ledger.NewItem;
import io.darkroom.ledger.RunRecord;
import io.darkroom.ledger.TestDatabase;
import io.darkroom.sandbox.Latency;
import io.darkroom.sandbox.Keys;
import io.darkroom.sandbox.SandboxOptions;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class StoppingTests {

    @AutoClose
    private static final TestDatabase DATABASE = TestDatabase.create();

    private static final Latency SLOW = new Latency(300, 0);

    @TempDir
    Path home;

    @Test
    void drainingFinishesWhatIsOnTheWireAndReleasesWhatWaits() throws Exception {
        try (var studio = studio(SLOW)) {
            var run = studio.job().run(Items.many(40).toArray(NewItem[]::new));
            var stop = stopped(studio, run, rendering -> rendering.control().drain());
            assertThat(stop).contains(new Stop.Drained());
            assertThat(studio.states(run)).containsOnly(SUCCEEDED, PENDING);
            assertThat(studio.ledger().overview().counts(run).of(SUCCEEDED))
                    .isEqualTo(studio.sandbox().posts()).isLessThan(40);
            assertThat(studio.job().claim(run)).hasSize((int) (40 - studio.sandbox().posts()));
        }
    }

    @Test
    void theOperatorsRequestIsHeard() throws Exception {
        try (var studio = studio(SLOW)) {
            var run = studio.job().run(Items.many(300).toArray(NewItem[]::new));
            var stop = stopped(studio, run,
                    _ -> studio.ledger().runs().request(run, RunRecord.Request.STOP));
            assertThat(stop).contains(new Stop.Drained());
            assertThat(studio.states(run)).containsOnly(SUCCEEDED, PENDING);
        }
    }

    @Test
    void abortingGivesUpWhatIsOnTheWire() throws Exception {
        try (var studio = studio(Latency.NONE, "*=hang")) {
            var run = studio.job().run(Items.many(20).toArray(NewItem[]::new));
            stopped(studio, run, Rendering::abort);
            var counts = studio.ledger().overview().counts(run);
            assertThat(counts.of(UNKNOWN)).isEqualTo(counts.requests()).isPositive();
            assertThat(counts.of(UNKNOWN) + counts.of(PENDING)).isEqualTo(20);
            assertThat(counts.reserved()).isEqualTo(counts.perhapsBilled());
        }
    }

    @Test
    void whoLosesTheJobsLockSendsNothingMore() throws Exception {
        try (var studio = studio(SLOW)) {
            var run = studio.job().run(Items.many(300).toArray(NewItem[]::new));
            var stop = stopped(studio, run, _ -> studio.takeOver(run));
            assertThat(stop.map(s -> ((Stop.Halted) s).reason()))
                    .contains(Stop.Reason.LOCK_LOST);
            assertThat(studio.sandbox().posts()).isLessThan(300);
        }
    }

    @Test
    void whoGetsTheLockBackGoesOn() throws Exception {
        try (var studio = studio(SLOW)) {
            var run = studio.job().run(Items.many(20).toArray(NewItem[]::new));
            var stop = stopped(studio, run, _ -> {
                studio.lock(false);
                studio.lock(true);
            });
            assertThat(stop).isEmpty();
            assertThat(studio.states(run)).containsOnly(SUCCEEDED);
        }
    }

    private interface Way {

        void stop(Rendering rendering);
    }

    /// Renders until a request is on the wire, stops in some way, and waits for the end.
    private static Optional<Stop> stopped(Studio studio, RunId run, Way way) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var rendering = studio.rendering(studio.order(run))) {
            Future<Optional<Stop>> end = threads.submit(() -> Studio.work(rendering));
            Until.holds(() -> studio.sandbox().posts() > 0);
            way.stop(rendering);
            return end.get();
        }
    }

    private Studio studio(Latency latency, String... faults) {
        var plain = SandboxOptions.DEFAULT.failing(faults);
        return new Studio(DATABASE, home, new SandboxOptions(0, plain.host(), latency, 0, 0,
                plain.answer(), Optional.empty(), plain.faults(), Optional.empty(), Keys.IGNORED,
                1));
    }
}
