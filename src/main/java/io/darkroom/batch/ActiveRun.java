package io.darkroom.batch;

import io.darkroom.engine.RenderOrder;
import io.darkroom.engine.Stop;
import io.darkroom.intake.ItemGroups;
import io.darkroom.intake.ItemMaker;
import io.darkroom.item.RunId;
import io.darkroom.job.JobDefinition;
import io.darkroom.job.OnUnknown;
import io.darkroom.job.Refresh;
import io.darkroom.ledger.JobLocks.JobLock;
import io.darkroom.ledger.Ledger;
import io.darkroom.ledger.RunRecord;
import io.darkroom.manifest.Entries;
import io.darkroom.manifest.ManifestFile;
import io.darkroom.provider.ImageProvider;
import io.darkroom.render.Rendering;
import io.darkroom.report.ResultsManifest;
import io.darkroom.storage.Spool;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/// One run while this process works on it: what its steps share, opened when a step asks for it.
///
/// Draining and aborting may be called from any thread; the rest is called by the job's steps.
final class ActiveRun implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ActiveRun.class);

    private final RunParts parts;
    private final RunRecord run;
    private final JobDefinition job;
    private final ImageProvider provider;
    private final JobLock lock;
    private final String worker;
    private final Runnable bucketCheck;
    private final List<Runnable> closers = new ArrayList<>();
    private @Nullable Rendering rendering;
    private @Nullable ResultsManifest results;
    private volatile boolean published;
    private volatile boolean draining;
    private volatile boolean aborted;

    /// @param bucketCheck fails if the bucket cannot be used; asked before anything is made
    ActiveRun(RunParts parts, RunRecord run, JobDefinition job, ImageProvider provider,
            JobLock lock, String worker, Runnable bucketCheck) {
        this.parts = parts;
        this.run = run;
        this.job = job;
        this.provider = provider;
        this.lock = lock;
        this.worker = worker;
        this.bucketCheck = bucketCheck;
    }

    RunRecord run() {
        return run;
    }

    String worker() {
        return worker;
    }

    JobDefinition job() {
        return job;
    }

    Ledger ledger() {
        return parts.ledger();
    }

    int lanes() {
        return parts.lanes();
    }

    boolean draining() {
        return draining;
    }

    /// The manifest's items behind so many of its rows.
    ItemGroups items(long rows) {
        var entries = Entries.open(new ManifestFile(Path.of(run.snapshot()), run.manifest()),
                job.recipe().layout());
        closers.add(entries::close);
        var maker = new ItemMaker(job, run.id(), run.manifest(), Path.of(run.folder()),
                entries.mapping(), parts.sources(), parts.prices());
        return new ItemGroups(entries, maker, ledger().loader(), rows, run.itemLimit());
    }

    /// Ends the intake: duplicates out, earlier outputs and held images found.
    void compare() {
        ledger().loader().analyze();
        ledger().carryOver().refuseDuplicates(run.id());
        offerReuse();
        if (job.refresh() == Refresh.CHANGED) {
            ledger().carryOver().hold(run.id(), job.earlierRunsOf());
        }
        ledger().images().forgetOld();
        ledger().runs().ingested(run.id());
        parts.copies().remove(Path.of(run.snapshot()));
    }

    private void offerReuse() {
        if (job.refresh() == Refresh.CHANGED) {
            ledger().carryOver().offerReuse(run.id(), job.earlierRunsOf());
        }
    }

    /// Whoever was taken over leaves the folder to its successor, who works in it.
    private void remove(Spool spool) {
        try {
            if (owned()) {
                spool.removeIfEmpty();
            }
        } catch (IllegalStateException | DataAccessException e) {
            LOG.info("The spool folder is left for the next start: {}", e.getMessage());
        }
    }

    /// The render step's lanes; the first call makes them.
    synchronized Rendering rendering() {
        var made = rendering;
        if (made == null) {
            offerReuse();
            if (ledger().claims().anyToMake(run.id())) {
                bucketCheck.run();
            }
            ledger().runs().reprice(run.id(), parts.prices());
            var spool = new Spool(spoolFolder());
            closers.add(() -> remove(spool));
            made = new Rendering(order(), worker, parts.lanes(), ledger(), provider, spool,
                    parts.store(), parts.sources(), lock::held,
                    parts.random());
            rendering = made;
            closers.add(made::close);
            if (draining) {
                made.control().drain();
            }
        }
        return made;
    }

    /// Whether this process has the job's lock, and nobody began after it.
    boolean owned() {
        return lock.held() && !ledger().workers().takenOver(run.id(), worker);
    }

    /// What is on the account now; empty too once requests are being given up, for time is short.
    Optional<BigDecimal> balance() {
        return aborted ? Optional.empty() : provider.balance();
    }

    boolean honoursKeys() {
        return provider.keyWindow().isPresent();
    }

    private RenderOrder order() {
        return new RenderOrder(run.id(), job.name(), job.model(), Path.of(run.folder()),
                job.limits().requestsPerMinute(), job.limits().concurrency(),
                job.limits().maxTries(), job.limits().onUnknown() == OnUnknown.RETRY,
                parts.patience());
    }

    /// A run's own folder, so that another ledger's attempt numbers cannot be taken for this one's.
    private Path spoolFolder() {
        return parts.home().resolve("spool").resolve(run.id().value());
    }

    /// The results manifest; the first call begins it.
    synchronized ResultsManifest results() {
        var begun = results;
        if (begun == null) {
            begun = new ResultsManifest(parts.home().resolve("tmp"), run, job.guard());
            results = begun;
            closers.add(begun::close);
        }
        return begun;
    }

    /// Puts the results manifest into the bucket, unless an earlier run's says the same.
    void publish() {
        ledger().carryOver().repeated(run.id())
                .filter(this::listsTheSame)
                .ifPresentOrElse(earlier -> ledger().runs().results(run.id(), earlier),
                        () -> ledger().runs().results(run.id(),
                                results().publish(parts.store())));
        published = true;
    }

    private boolean listsTheSame(RunId earlier) {
        var then = ledger().runs().find(earlier).map(RunRecord::definition)
                .map(JobDefinition::fromJson);
        return then.filter(definition -> definition.guard() == job.guard()).isPresent()
                && ResultsManifest.published(parts.store(), run.job(), earlier);
    }

    /// Whether the results manifest is of how the run stands now.
    boolean published() {
        return published;
    }

    /// Why the lanes stopped; empty if they did not, or never began.
    synchronized Optional<Stop> stopped() {
        return rendering == null ? Optional.empty() : rendering.control().stopped();
    }

    synchronized void drain() {
        draining = true;
        if (rendering != null) {
            rendering.control().drain();
        }
    }

    synchronized void abort() {
        aborted = true;
        drain();
        if (rendering != null) {
            rendering.abort();
        }
    }

    @Override
    public void close() {
        closers.reversed().forEach(Runnable::run);
        provider.close();
    }
}
