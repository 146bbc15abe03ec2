package io.darkroom.report;

import io.darkroom.item.ItemState;
import io.darkroom.item.RunId;
import io.darkroom.item.UnusableInput;
import io.darkroom.ledger.BalanceCheck;
import io.darkroom.ledger.Counts;
import io.darkroom.ledger.Halt;
import io.darkroom.ledger.Ledger;
import io.darkroom.ledger.RunRecord;
import io.darkroom.ledger.RunState;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// Asks the ledger where a run stands. Safe for many threads at once; changes nothing.
public final class Summaries {

    private final Ledger ledger;
    private final InstantSource clock;

    /// Tells the time by the system's clock.
    public Summaries(Ledger ledger) {
        this(ledger, InstantSource.system());
    }

    /// @param clock says how long a worker has been at it; the ledger's own times come from the
    /// database
    public Summaries(Ledger ledger, InstantSource clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /// The summary of a run as it stands now.
    ///
    /// @throws UnusableInput if there is no such run
    public RunSummary of(RunId id) {
        return of(find(id));
    }

    /// The summary of a run that was just read, without reading its row again.
    public RunSummary of(RunRecord run) {
        return summary(run, status(run), ledger.overview().counts(run.id()),
                ledger.balances().latest(run.id()));
    }

    /// Where a run stands, for a progress line.
    ///
    /// @throws UnusableInput if there is no such run
    public Progress progress(RunId id) {
        var run = find(id);
        return Progress.of(run.job(), ledger.overview().counts(id), atWork(id), clock.instant());
    }

    private RunRecord find(RunId id) {
        return ledger.runs().find(id)
                .orElseThrow(() -> new UnusableInput("There is no run " + id + "."));
    }

    /// How long the latest worker has been at it; zero if there is none.
    private Duration atWork(RunId id) {
        return ledger.workers().latest(id)
                .map(worker -> Duration.between(worker.startedAt(), clock.instant()))
                .orElse(Duration.ZERO);
    }

    /// A dead process cannot say that it died, but the database frees its lock.
    private String status(RunRecord run) {
        return run.state() == RunState.RUNNING && !ledger.locks().taken(run.job())
                ? "crashed"
                : run.state().wire();
    }

    private static RunSummary summary(RunRecord run, String status, Counts counts,
            Optional<BalanceCheck> balance) {
        return new RunSummary(run.id(), run.job(), status, counts.total(),
                counts.of(ItemState.SUCCEEDED), counts.reused(), counts.of(ItemState.FAILED),
                counts.of(ItemState.REJECTED), counts.of(ItemState.INVALID),
                counts.of(ItemState.UNKNOWN), counts.left(), counts.of(ItemState.CANCELLED),
                counts.requests(), counts.throttled(), counts.spent(), run.estimate(),
                run.startedAt(), run.finishedAt(), took(run), run.resultsUrl(),
                run.halt().map(Summaries::reason), counts.perhapsBilled(),
                counts.perhapsRequests(), counts.reserved(), counts.cap(), counts.today(), balance);
    }

    private static Optional<Duration> took(RunRecord run) {
        return run.startedAt().flatMap(start -> run.finishedAt()
                .map(finish -> Duration.between(start, finish)));
    }

    private static RunSummary.Reason reason(Halt halt) {
        return new RunSummary.Reason(halt.reason(), halt.message());
    }
}
