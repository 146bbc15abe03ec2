package io.darkroom.render;

import static io.darkroom.item.ItemState.CLAIMED;
import static io.darkroom.item.ItemState.PENDING;
import static io.darkroom.item.ItemState.RENDERED;
import static io.darkroom.item.ItemState.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;
import io.darkroom.engine.Stop;

import io.darkroom.ledger.Items;
import io.darkroom.ledger.NewItem;
import io.darkroom.ledger.TestDatabase;
import io.darkroom.sandbox.SandboxOptions;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class BucketOutageTests {

    @AutoClose
    private static final TestDatabase DATABASE = TestDatabase.create();

    private Studio studio;

    @BeforeEach
    void open(@TempDir Path home) {
        studio = new Studio(DATABASE, home, SandboxOptions.DEFAULT);
    }

    @AfterEach
    void close() {
        studio.close();
    }

    @Test
    void imagesWaitInTheSpoolAndAreStoredWhenTheBucketIsBack() throws Exception {
        var run = studio.job().run(Items.many(24).toArray(NewItem[]::new));
        studio.stopBucket();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var rendering = studio.rendering(studio.order(run, 600, 2))) {
            Future<Optional<Stop>> end = threads.submit(() -> Studio.work(rendering));
            Until.holds(() -> studio.states(run).contains(RENDERED));
            Until.holds(() -> !studio.states(run).contains(CLAIMED));
            long sent = studio.sandbox().posts();
            assertThat(studio.states(run)).containsOnly(RENDERED, PENDING)
                    .filteredOn(RENDERED::equals).hasSize((int) sent);
            assertThat(studio.spool().attempts()).hasSize((int) sent);
            studio.startBucket();
            assertThat(end.get()).isEmpty();
        }
        assertThat(studio.states(run)).containsOnly(SUCCEEDED);
        assertThat(studio.sandbox().posts()).isEqualTo(24);
    }

    @Test
    void whatWaitsForAPermitIsNotSentWhenTheBucketIsAway() throws Exception {
        var run = studio.job().run(Items.many(8).toArray(NewItem[]::new));
        studio.store().away(true);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var rendering = studio.rendering(studio.order(run, 300, 1))) {
            Future<Optional<Stop>> end = threads.submit(() -> Studio.work(rendering));
            Until.holds(() -> studio.states(run).contains(RENDERED));
            Until.holds(() -> !studio.states(run).contains(CLAIMED));
            rendering.control().drain();
            end.get();
        }
        assertThat(studio.sandbox().posts()).isLessThanOrEqualTo(2);
    }

    @Test
    void earlierOutputsAreUsedWhenTheBucketIsBack() throws Exception {
        studio.render(studio.job().run(Items.many(3).toArray(NewItem[]::new)));
        var run = studio.job().run(Items.many(3).toArray(NewItem[]::new));
        studio.ledger().carryOver().offerReuse(run, Optional.of(studio.job().name()));
        studio.store().away(true);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var rendering = studio.rendering(studio.order(run))) {
            Future<Optional<Stop>> end = threads.submit(() -> Studio.work(rendering));
            Until.holds(() -> studio.store().missed() >= 3);
            studio.store().away(false);
            assertThat(end.get()).isEmpty();
        }
        assertThat(studio.states(run)).containsOnly(SUCCEEDED);
        assertThat(studio.sandbox().posts()).isEqualTo(3);
    }

    @Test
    void aRunThatOnlyReusesStopsWhenTheBucketStaysAway() throws Exception {
        studio.render(studio.job().run(Items.many(3).toArray(NewItem[]::new)));
        var run = studio.job().run(Items.many(3).toArray(NewItem[]::new));
        studio.ledger().carryOver().offerReuse(run, Optional.of(studio.job().name()));
        studio.store().away(true);
        try (var rendering = studio.rendering(studio.impatient(run))) {
            var stop = (Stop.Halted) Studio.work(rendering).orElseThrow();
            assertThat(stop.reason()).isEqualTo(Stop.Reason.STORAGE_UNAVAILABLE);
        }
        assertThat(studio.states(run)).containsOnly(PENDING);
    }
}
