package io.darkroom.batch;

import io.darkroom.engine.Stop;
import io.darkroom.intake.ItemMaker;
import io.darkroom.intake.ManifestCopy;
import io.darkroom.item.ItemState;
import io.darkroom.item.RunId;
import io.darkroom.item.UnusableInput;
import io.darkroom.job.JobDefinition;
import io.darkroom.ledger.Counts;
import io.darkroom.ledger.Halt;
import io.darkroom.ledger.JobLocks.JobLock;
import io.darkroom.ledger.Ledger;
import io.darkroom.ledger.RunRecord;
import io.darkroom.ledger.RunState;
import io.darkroom.ledger.Workers;
import io.darkroom.manifest.Entries;
import io.darkroom.manifest.ManifestFile;
import io.darkroom.provider.ImageProvider;
import io.darkroom.storage.StoreUnavailable;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/// Works on one run at a time, from its record to its state at the end.
final class RunWorker {

    private static final Logger LOG = LoggerFactory.getLogger(RunWorker.class);

    private final RunParts parts;
    private final Ledger ledger;
    private final BatchHistory history;
    private final RenderRunJob jobs;
    private @Nullable ActiveRun active;
    private boolean draining;
    private volatile boolean bucketChecked;

    RunWorker(RunParts parts, BatchHistory history, RenderRunJob jobs) {
        this.parts = parts;
        this.ledger = parts.ledger();
        this.history = history;
        this.jobs = jobs;
    }

    /// Refuses a job whose provider cannot be used, before anything is written down.
    void checkProvider(JobDefinition job) {
        provider(job).close();
    }

    /// Refuses a bucket that cannot be used. It is tried out once, with an object of its own.
    void checkBucket() {
        if (bucketChecked) {
            return;
        }
        try {
            parts.store().check();
            bucketChecked = true;
        } catch (StoreUnavailable e) {
            throw new ServiceUnavailable(String.valueOf(e.getMessage()), e);
        }
    }

    /// For how long the job's provider knows a key; empty: it looks at none.
    Optional<Duration> keyWindow(JobDefinition job) {
        try (var provider = provider(job)) {
            return provider.keyWindow();
        }
    }

    /// Refuses a manifest that cannot be read at all, or that the job's templates do not fit.
    void checkManifest(JobDefinition job, ManifestCopy copy) {
        try (var entries = Entries.open(new ManifestFile(copy.file(), copy.name()),
                job.recipe().layout())) {
            ItemMaker.check(job, copy.name(), entries.mapping());
        }
    }

    /// Works on a run until it ends or is drained, and writes down how it stands.
    void work(RunRecord run, JobDefinition job, JobLock lock) {
        var id = run.id();
        var name = "%s/%d/%06x".formatted(Workers.thisHost(), ProcessHandle.current().pid(),
                parts.random().nextInt(1 << 24));
        // In this order: from the entry on a predecessor that wakes up late ends nothing any more.
        ledger.workers().enter(name, id, Workers.thisHost(), ProcessHandle.current().pid());
        ledger.runs().begin(id);
        try (var working = new ActiveRun(parts, run, job, provider(job), lock, name,
                this::checkBucket)) {
            activate(working);
            var execution = history.execute(jobs.of(working), id);
            fail(run, execution, working);
            end(id, name, working.stopped(), working.published()
                    || execution.getStatus() == BatchStatus.COMPLETED);
        } catch (DataAccessException | TransactionException e) {
            throw breakOff(id, name, broken(run, causes(e).toList()));
        } catch (ServiceUnavailable | IllegalStateException e) {
            throw breakOff(id, name, e);
        } finally {
            activate(null);
        }
        ledger.workers().leave(name);
    }

    /// Says why nobody works on the run any more, if the ledger can still be told.
    ///
    /// @return what to throw
    private RuntimeException breakOff(RunId id, String worker, RuntimeException cause) {
        try {
            var halt = new Halt("BROKEN_OFF", String.valueOf(cause.getMessage()));
            return ledger.runs().end(id, worker, RunState.STOPPED, Optional.of(halt))
                    ? cause
                    : takenOver(id);
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("Run {} stays marked as running: {}", id, e.getMessage());
            return cause;
        }
    }

    private static BusyJob takenOver(RunId id) {
        return new BusyJob(("Another process took run %s over while this one was cut off or"
                + " suspended; it has what this one left, and `darkroom status %s` shows it")
                .formatted(id, id));
    }

    synchronized void drain() {
        draining = true;
        if (active != null) {
            active.drain();
        }
    }

    synchronized void abort() {
        draining = true;
        if (active != null) {
            active.abort();
        }
    }

    /// Writes down how a run stands that nobody works on.
    void settleState(RunId id) {
        ledger.runs().begin(id);
        end(id, "", Optional.empty(), true);
    }

    private synchronized void activate(@Nullable ActiveRun run) {
        active = run;
        if (draining && run != null) {
            run.drain();
        }
    }

    private ImageProvider provider(JobDefinition job) {
        return parts.providers().open(job.provider());
    }

    /// Passes on what made a step fail: a manifest that breaks off, or a service that went away. A
    /// step that was drained is no failure.
    private void fail(RunRecord run, JobExecution execution, ActiveRun working) {
        var failure = execution.getAllFailureExceptions().stream()
                .filter(e -> !(e instanceof JobInterruptedException))
                .flatMap(RunWorker::causes).toList();
        var unusable = failure.stream().filter(UnusableInput.class::isInstance).findFirst();
        if (unusable.isPresent()) {
            var message = String.valueOf(unusable.get().getMessage());
            ledger.runs().end(run.id(), working.worker(), RunState.FAILED,
                    Optional.of(new Halt("UNUSABLE_MANIFEST", message)));
            throw (UnusableInput) unusable.get();
        }
        if (!failure.isEmpty() && working.stopped().isEmpty()) {
            throw broken(run, failure);
        }
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }

    /// A service that went away, or a bug; either way the run can be resumed.
    private static RuntimeException broken(RunRecord run, List<Throwable> failure) {
        var message = "Run %s broke off: %s; `darkroom resume %s` goes on".formatted(run.id(),
                failure.getLast().getMessage(), run.id());
        boolean service = failure.stream().anyMatch(e -> e instanceof SQLException
                || e instanceof DataAccessException || e instanceof TransactionException
                || e instanceof StoreUnavailable || e instanceof UncheckedIOException);
        return service
                ? new ServiceUnavailable(message, failure.getFirst())
                : new IllegalStateException(message, failure.getFirst());
    }

    /// @param published whether the results are; a run that was drained as its last items ended has
    /// them still to come
    private void end(RunId id, String worker, Optional<Stop> stopped, boolean published) {
        boolean cancel = ledger.runs().requested(id).filter(RunRecord.Request.CANCEL::equals)
                .isPresent();
        if (cancel) {
            LOG.info("{} items of run {} were cancelled", ledger.operations().cancel(id), id);
        }
        var counts = ledger.overview().counts(id);
        var halt = stopped.filter(Stop.Halted.class::isInstance)
                .map(stop -> ((Stop.Halted) stop).halt());
        var state = halt.isPresent()
                ? RunState.HALTED
                : state(counts, ledger.runs().find(id).orElseThrow(), published);
        if (!ledger.runs().end(id, worker, state, halt)) {
            throw takenOver(id);
        }
    }

    private static RunState state(Counts counts, RunRecord run, boolean published) {
        if (counts.left() > 0 || !run.ingested()) {
            return RunState.STOPPED;
        }
        if (counts.of(ItemState.CANCELLED) > 0) {
            return RunState.CANCELLED;
        }
        if (!published) {
            return RunState.STOPPED;
        }
        boolean bad = counts.of(ItemState.FAILED) + counts.of(ItemState.REJECTED)
                + counts.of(ItemState.UNKNOWN) > 0;
        return bad ? RunState.FAILED : RunState.COMPLETED;
    }
}
