package io.darkroom.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.item.Prices;
import io.darkroom.item.Usd;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class RunBookTests {

    @AutoClose
    private static final TestDatabase DATABASE = TestDatabase.create();

    private final Ledger ledger = DATABASE.ledger();
    private final RunBook runs = ledger.runs();
    private final TestJob job = new TestJob(ledger);

    @Test
    void timesAreRightWhereverTheSessionLives() {
        var run = job.run();
        runs.begin(run);
        assertThat(Duration.between(record(job).startedAt().orElseThrow(), Instant.now()).abs())
                .isLessThan(Duration.ofMinutes(5));
        assertThat(runs.find(run)).contains(record(job));
    }

    @Test
    void beginsStopsAndBeginsAgain() {
        var run = job.run();
        assertThat(record(job).state()).isEqualTo(RunState.OPEN);
        runs.begin(run);
        runs.request(run, RunRecord.Request.STOP);
        runs.end(run, RunState.HALTED, Optional.of(new Halt("BUDGET_REACHED", "No more")));
        assertThat(record(job).halt()).contains(new Halt("BUDGET_REACHED", "No more"));
        assertThat(record(job).request()).isEmpty();
        runs.begin(run);
        assertThat(record(job).halt()).isEmpty();
        assertThat(record(job).finishedAt()).isEmpty();
    }

    @Test
    void aRunThatEndedStaysAsItEnded() {
        var run = job.run();
        runs.begin(run);
        runs.end(run, RunState.COMPLETED, Optional.empty());
        runs.end(run, RunState.STOPPED, Optional.empty());
        assertThat(record(job).state()).isEqualTo(RunState.COMPLETED);
    }

    @Test
    void aWorkerEndsNothingOnceAnotherHasBegun() {
        var run = job.run();
        var workers = ledger.workers();
        workers.enter(run + "-a", run, "here", 1);
        runs.begin(run);
        workers.enter(run + "-b", run, "here", 2);
        assertThat(runs.end(run, run + "-a", RunState.HALTED, Optional.empty())).isFalse();
        assertThat(record(job).state()).isEqualTo(RunState.RUNNING);
        assertThat(runs.end(run, run + "-b", RunState.COMPLETED, Optional.empty())).isTrue();
        assertThat(record(job).state()).isEqualTo(RunState.COMPLETED);
    }

    @Test
    void cancelIsNotWeakenedToStop() {
        var run = job.run();
        assertThat(runs.requested(run)).isEmpty();
        runs.request(run, RunRecord.Request.STOP);
        runs.request(run, RunRecord.Request.CANCEL);
        runs.request(run, RunRecord.Request.STOP);
        assertThat(runs.requested(run)).contains(RunRecord.Request.CANCEL);
    }

    @Test
    void theEstimateLeavesOutWhatNeedsNoRequest() {
        var run = job.run(Items.many(3).toArray(NewItem[]::new));
        runs.ingested(run);
        assertThat(record(job).ingested()).isTrue();
        assertThat(record(job).estimate()).isEqualTo(Usd.of("0.03"));
    }

    @Test
    void aNewCapCountsAtOnce() {
        var run = job.run(Optional.of(Usd.of("0.01")), Items.many(2));
        var claims = job.claim(run);
        job.open(claims.getFirst());
        runs.cap(run, Usd.of("0.02"));
        assertThat(job.open(claims.getLast())).isPositive();
    }

    @Test
    void aRunKeepsItsOwnCapUntilItGetsAnother() {
        var run = job.run(new Caps(Optional.of(Usd.of("0.01")), Optional.of(Usd.of("1"))),
                List.of());
        runs.redefine(run, "{}", "/tmp/copy", Caps.NONE);
        assertThat(ledger.overview().counts(run).cap()).contains(Usd.of("0.01"));
        assertThat(ledger.overview().counts(run).today().cap()).isEmpty();
        runs.redefine(run, "{}", "/tmp/copy", new Caps(Optional.of(Usd.of("2")),
                Optional.of(Usd.of("3"))));
        assertThat(ledger.overview().counts(run).cap()).contains(Usd.of("2"));
        assertThat(ledger.overview().counts(run).today().cap()).contains(Usd.of("3"));
    }

    @Test
    void aCorrectedPriceCountsForWhatIsStillToBeSent() {
        var run = job.run(Items.many(2).toArray(NewItem[]::new));
        job.open(job.claim(run, "ann", 1).getFirst());
        var dearer = new Prices(Map.of("text.low.1k", Usd.of("0.05"), "edit.low.1k", Usd.ZERO));
        assertThat(runs.reprice(run, dearer)).isOne();
        assertThat(runs.reprice(run, dearer)).isZero();
        assertThat(ledger.overview().counts(run).reserved()).isEqualTo(Items.CENT);
        assertThat(job.claim(run).getFirst().price()).contains(Usd.of("0.05"));
    }

    @Test
    void knowsTheLatestRunOfAJob() {
        job.run();
        var latest = job.run();
        new TestJob(ledger).run();
        assertThat(record(job).id()).isEqualTo(latest);
        assertThat(runs.latest().orElseThrow().job()).isNotEqualTo(job.name());
    }

    @Test
    void knowsWhoWorksOnARun() {
        var run = job.run();
        assertThat(ledger.workers().latest(run)).isEmpty();
        ledger.workers().enter(run + "/1", run, "host", 42);
        ledger.workers().heartbeat(run + "/1");
        assertThat(ledger.workers().latest(run).orElseThrow().heartbeatAgeSeconds()).isLessThan(60);
        ledger.workers().leave(run + "/1");
        assertThat(ledger.workers().latest(run).orElseThrow().ended()).isTrue();
    }

    private RunRecord record(TestJob job) {
        return runs.latestOf(job.name()).orElseThrow();
    }
}
