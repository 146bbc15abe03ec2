package io.darkroom.batch;

import io.darkroom.intake.ManifestCopy;
import io.darkroom.item.Guard;
import io.darkroom.item.ItemState;
import io.darkroom.item.RunId;
import io.darkroom.item.Sha256;
import io.darkroom.item.UnusableInput;
import io.darkroom.job.JobDefinition;
import io.darkroom.job.Limits;
import io.darkroom.job.Refresh;
import io.darkroom.ledger.Caps;
import io.darkroom.ledger.JobLocks.JobLock;
import io.darkroom.ledger.Ledger;
import io.darkroom.ledger.NewRun;
import io.darkroom.ledger.RunRecord;
import io.darkroom.ledger.RunState;
import java.util.List;
import java.util.Set;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.transaction.PlatformTransactionManager;

/// Submits, resumes, retries, stops and cancels runs, always as the only owner of their job.
///
/// One run at a time in this object; [#drain()], [#abort()] and [#stop(RunId)] may be called from
/// any thread.
public final class Runs {

    private final RunParts parts;
    private final Ledger ledger;
    private final RunWorker worker;

    /// @param transactions of the data source that the ledger uses too, so that rows and position
    /// are committed together
    public Runs(RunParts parts, JobRepository repository, JobOperator operator,
            PlatformTransactionManager transactions) {
        this.parts = parts;
        this.ledger = parts.ledger();
        this.worker = new RunWorker(parts, new BatchHistory(repository, operator),
                new RenderRunJob(repository, transactions));
    }

    /// Starts a run of a job, or goes on with the job's unfinished run of the same input. Returns
    /// when the run ended or was drained; its record says how.
    ///
    /// @throws UnusableInput if the job or its manifest cannot be used; nothing was sent
    /// @throws BusyJob if another process works on the job
    /// @throws ServiceUnavailable if the database or the bucket cannot be used
    public RunId run(JobDefinition job, RunOptions options) {
        try (var lock = own(job.name())) {
            var wanted = apply(job, options);
            worker.checkProvider(wanted);
            var run = enter(wanted, options);
            return work(run, wanted, lock, options);
        }
    }

    /// Goes on with a run that was stopped or whose process died; does nothing where nothing is left.
    ///
    /// @throws UnusableInput if there is no such run
    public RunId resume(RunId id, RunOptions options) {
        try (var lock = own(find(id).job())) {
            return resume(id, lock, options);
        }
    }

    /// Puts ended items back and goes on. Items that succeeded are never touched.
    ///
    /// @param states which of FAILED, REJECTED and UNKNOWN
    /// @param entryIds only these entries; empty: all
    /// @throws UnusableInput if there is no such run
    public RunId retry(RunId id, Set<ItemState> states, List<String> entryIds,
            RunOptions options) {
        try (var lock = own(find(id).job())) {
            ledger.operations().retry(id, states, entryIds, worker.keyWindow(definition(find(id))));
            return resume(id, lock, options);
        }
    }

    /// Asks the process that works on a run to finish what is in flight and end.
    public void stop(RunId id) {
        ledger.runs().request(find(id).id(), RunRecord.Request.STOP);
    }

    /// Cancels what was not sent: at once if nobody works on the run, otherwise as soon as the
    /// process that does has drained.
    ///
    /// @return how many items were cancelled at once
    public int cancel(RunId id) {
        var run = find(id);
        var lock = ledger.locks().take(run.job());
        if (lock.isEmpty()) {
            ledger.runs().request(id, RunRecord.Request.CANCEL);
            return 0;
        }
        try (var _ = lock.get()) {
            int cancelled = ledger.operations().cancel(id);
            worker.settleState(id);
            return cancelled;
        }
    }

    /// Sends nothing new in this process; the call that blocks returns when all that is in flight
    /// is written down.
    public void drain() {
        worker.drain();
    }

    /// Gives requests on the wire up; they become unknown.
    public void abort() {
        worker.abort();
    }

    private RunId resume(RunId id, JobLock lock, RunOptions options) {
        var run = find(id);
        options.budget().ifPresent(cap -> ledger.runs().cap(id, cap));
        if (run.state().finished() && ledger.overview().counts(id).left() == 0) {
            options.started().accept(id);
            return id;
        }
        var job = apply(definition(run), options);
        worker.checkProvider(job);
        worker.checkBucket();
        return work(run, job, lock, options);
    }

    private RunId work(RunRecord run, JobDefinition job, JobLock lock, RunOptions options) {
        options.started().accept(run.id());
        worker.work(run, job, lock);
        return run.id();
    }

    /// The run to work on, with its own copy of the manifest for as long as that is read.
    private RunRecord enter(JobDefinition job, RunOptions options) {
        parts.sources().forget();
        var copy = parts.copies().take(job, options.stdin());
        boolean needed = false;
        try {
            worker.checkManifest(job, copy);
            var input = inputHash(job, copy, options.limit());
            if (!mayRepeat(job, input)) {
                worker.checkBucket();
            }
            var run = unfinishedOrNew(job, copy, input, options);
            needed = !run.ingested();
            return run;
        } finally {
            if (!needed) {
                parts.copies().remove(copy.file());
            }
        }
    }

    /// The unfinished run of the same input, brought up to date, or a new one.
    private RunRecord unfinishedOrNew(JobDefinition job, ManifestCopy copy, Sha256 input,
            RunOptions options) {
        var unfinished = ledger.runs().latestOf(job.name())
                .filter(run -> !run.state().finished() && run.inputHash().equals(input));
        var id = unfinished.map(RunRecord::id)
                .orElseGet(() -> RunId.create(parts.clock().instant(), parts.random()));
        if (unfinished.isPresent()) {
            ledger.runs().redefine(id, job.toJson(), copy.file().toString(), caps(job));
        } else {
            ledger.runs().create(new NewRun(id, job.name(), job.toJson(), copy.name(),
                    copy.folder().toString(), copy.file().toString(), input, options.limit(),
                    caps(job)));
        }
        return find(id);
    }

    /// Whether the job's latest run made all of the same input, so that there may be nothing to put.
    private boolean mayRepeat(JobDefinition job, Sha256 input) {
        return job.refresh() == Refresh.CHANGED && ledger.runs().latestOf(job.name())
                .filter(run -> run.state() == RunState.COMPLETED && run.inputHash().equals(input))
                .isPresent();
    }

    private static Caps caps(JobDefinition job) {
        return new Caps(job.limits().budget(), job.limits().budgetPerDay());
    }

    /// What shapes the items: the manifest's bytes and the job, its limits and how it writes results
    /// aside.
    private static Sha256 inputHash(JobDefinition job, ManifestCopy copy, long limit) {
        var shape = job.within(Limits.DEFAULT).guarding(Guard.ON);
        return Sha256.ofText(copy.hash() + "\n" + limit + "\n" + shape.toJson());
    }

    private static JobDefinition apply(JobDefinition job, RunOptions options) {
        var budget = options.budget().or(job.limits()::budget);
        return job.refreshing(options.refresh().orElse(job.refresh()))
                .within(job.limits().withBudget(budget));
    }

    private JobLock own(String job) {
        return ledger.locks().take(job).orElseThrow(() -> new BusyJob(holder(job)));
    }

    private String holder(String job) {
        var who = ledger.runs().latestOf(job).map(RunRecord::id)
                .flatMap(id -> ledger.workers().latest(id)
                        .map(w -> " (run %s, process %d on %s)".formatted(id, w.pid(), w.host())))
                .orElse("");
        return "Another process works on job " + job + who + "; nothing was started";
    }

    private static JobDefinition definition(RunRecord run) {
        return JobDefinition.fromJson(run.definition());
    }

    private RunRecord find(RunId id) {
        return ledger.runs().find(id)
                .orElseThrow(() -> new UnusableInput("There is no run " + id));
    }
}
