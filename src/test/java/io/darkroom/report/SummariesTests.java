package io.darkroom.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.item.RunId;
import io.darkroom.item.UnusableInput;
import io.darkroom.item.Usd;
import io.darkroom.ledger.Halt;
import io.darkroom.ledger.RunState;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

class SummariesTests {

    @TempDir
    static Path home;

    private static LedgerWorld world;

    private Summaries summaries;
    private RunId run;

    @BeforeAll
    static void open() {
        world = new LedgerWorld(home);
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @BeforeEach
    void create(TestInfo test) {
        summaries = new Summaries(world.ledger());
        run = world.run(new RunId("20261122-153042-%06x".formatted(test.getDisplayName().hashCode()
                & 0xffffff)), "job-" + test.getDisplayName());
    }

    @Test
    void anOpenRunHasEverythingLeft() {
        var summary = summaries.of(run);
        assertThat(summary.status()).isEqualTo("open");
        assertThat(summary.items()).isEqualTo(3);
        assertThat(summary.pending()).isEqualTo(2);
        assertThat(summary.invalid()).isEqualTo(1);
        assertThat(summary.estimated()).isEqualTo(Usd.of("0.12"));
        assertThat(summary.budget()).contains(Usd.of("5"));
    }

    @Test
    void aRunThatSomebodyWorksOnIsRunning() {
        world.ledger().runs().begin(run);
        try (var _ = world.ledger().locks().take(job()).orElseThrow()) {
            assertThat(summaries.of(run).status()).isEqualTo("running");
        }
    }

    @Test
    void aRunWhoseWorkerDiedIsCrashed() {
        world.ledger().runs().begin(run);
        assertThat(summaries.of(run).status()).isEqualTo("crashed");
    }

    @Test
    void aHaltedRunSaysWhy() {
        world.ledger().runs().begin(run);
        world.ledger().runs().end(run, RunState.HALTED,
                Optional.of(new Halt("KEY_REFUSED", "No.")));
        var summary = summaries.of(run);
        assertThat(summary.halt()).contains(new RunSummary.Reason("KEY_REFUSED", "No."));
        assertThat(summary.took()).isPresent();
        assertThat(ExitCode.of(summary)).isEqualTo(ExitCode.STOPPED);
    }

    @Test
    void progressCountsWhatHasEnded() {
        var progress = summaries.progress(run);
        assertThat(progress.done()).isEqualTo(1);
        assertThat(progress.forecast()).isEmpty();
    }

    @Test
    void aRunThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> summaries.of(Records.RUN)).isInstanceOf(UnusableInput.class)
                .hasMessage("There is no run 20261122-153042-7f3a9c.");
    }

    private String job() {
        return world.ledger().runs().find(run).orElseThrow().job();
    }
}
