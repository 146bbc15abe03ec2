package io.darkroom.render;

import static io.darkroom.item.ItemState.CLAIMED;
import static io.darkroom.item.ItemState.SUCCEEDED;
import static io.darkroom.item.ItemState.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.engine.Stop;
import io.darkroom.ledger.Items;
import io.darkroom.ledger.NewItem;
import io.darkroom.ledger.TestDatabase;
import io.darkroom.sandbox.SandboxOptions;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Errors that are thrown, once, in the thread of one item when its request has been written down.
@Timeout(120)
class ErrorTests {

    @AutoClose
    private static final TestDatabase DATABASE = TestDatabase.create();

    @TempDir
    private Path home;

    @Test
    void aClassThatCannotBeLoadedConcernsOneItem() throws Exception {
        try (var studio = new Studio(DATABASE, home, SandboxOptions.DEFAULT)) {
            var run = studio.job().run(Items.many(6).toArray(NewItem[]::new));
            try (var rendering = studio.rendering(studio.order(run), once(new LinkageError()))) {
                assertThat(Studio.work(rendering)).isEmpty();
            }
            assertThat(studio.states(run)).containsOnlyOnce(UNKNOWN).containsOnly(UNKNOWN,
                    SUCCEEDED);
            assertThat(studio.sandbox().posts()).isEqualTo(5);
        }
    }

    @Test
    void anErrorOfTheMachineStopsTheRunAndLeavesNothingHanging() throws Exception {
        try (var studio = new Studio(DATABASE, home, SandboxOptions.DEFAULT)) {
            var run = studio.job().run(Items.many(6).toArray(NewItem[]::new));
            try (var rendering = studio.rendering(studio.order(run), once(new InternalError()))) {
                assertThat(Studio.work(rendering)).get()
                        .extracting(stop -> ((Stop.Halted) stop).reason())
                        .isEqualTo(Stop.Reason.INTERNAL);
            }
            assertThat(studio.states(run)).containsOnlyOnce(CLAIMED);
        }
    }

    private static HaltingPorts once(Error error) {
        var thrown = new AtomicBoolean();
        return new HaltingPorts(point -> {
            if (point == CrashPoint.OPENED && thrown.compareAndSet(false, true)) {
                throw error;
            }
        });
    }
}
