package io.darkroom.intake;

import io.darkroom.item.AspectRatio;
import io.darkroom.item.Prices;
import io.darkroom.item.Quality;
import io.darkroom.item.Resolution;
import io.darkroom.item.RunId;
import io.darkroom.item.Usd;
import io.darkroom.job.JobDefinition;
import io.darkroom.job.OnUnknown;
import io.darkroom.job.Refresh;
import io.darkroom.ledger.Caps;
import io.darkroom.ledger.Forecast;
import io.darkroom.ledger.Ledger;
import io.darkroom.ledger.NewRun;
import io.darkroom.ledger.RunRecord;
import io.darkroom.manifest.Entries;
import io.darkroom.manifest.ManifestFile;
import io.darkroom.manifest.Mapping;
import io.darkroom.storage.Sources;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Says what a run would do by ingesting the manifest as a run does, looking at the result, and
/// taking it all back. So the plan cannot differ from the run. Sends nothing.
public final class Planner {

    private static final int SHOWN_PROBLEMS = 20;
    private static final Duration USUAL_CALL = Duration.ofSeconds(60);
    /// Measured at 1024² in high quality: 195 s at the median; 4k takes half as long again.
    private static final Duration HIGH_CALL = Duration.ofSeconds(195);

    private final Ledger ledger;
    private final ManifestCopies copies;
    private final Sources sources;
    private final Prices prices;
    private final Clock clock;
    private final RandomGenerator random;

    /// @param prices what one image is expected to cost
    public Planner(Ledger ledger, ManifestCopies copies, Sources sources, Prices prices,
            Clock clock, RandomGenerator random) {
        this.ledger = ledger;
        this.copies = copies;
        this.sources = sources;
        this.prices = prices;
        this.clock = clock;
        this.random = random;
    }

    /// Plans a run of a job.
    ///
    /// @param limit take only the first so many entries; 0: all
    /// @param stdin read if the manifest is `-`
    /// @throws io.darkroom.item.UnusableInput if the manifest cannot be read as a whole
    public PlanReport plan(JobDefinition job, long limit, InputStream stdin) {
        sources.forget();
        var copy = copies.take(job, stdin);
        try {
            return ledger.rehearse(() -> rehearse(job, limit, copy));
        } finally {
            copies.remove(copy.file());
        }
    }

    private PlanReport rehearse(JobDefinition job, long limit, ManifestCopy copy) {
        var previous = ledger.runs().latestOf(job.name());
        var run = RunId.create(clock.instant(), random);
        ledger.runs().create(new NewRun(run, job.name(), "", copy.name(), "", "", copy.hash(),
                limit, Caps.NONE));
        var read = load(job, run, limit, copy);
        ledger.carryOver().refuseDuplicates(run);
        if (job.refresh() == Refresh.CHANGED) {
            ledger.carryOver().offerReuse(run, job.earlierRunsOf());
            ledger.carryOver().hold(run, job.earlierRunsOf());
        }
        return report(job, copy, run, read,
                ledger.forecast().totals(run, previous.map(RunRecord::id)),
                previous.map(earlier -> Comparison.of(ledger, job, run, earlier))
                        .orElse(Comparison.FIRST));
    }

    /// What was learnt while reading.
    private record Read(Mapping mapping, List<String> notes) {}

    private Read load(JobDefinition job, RunId run, long limit, ManifestCopy copy) {
        try (var reader = Entries.open(new ManifestFile(copy.file(), copy.name()),
                job.recipe().layout())) {
            var maker = new ItemMaker(job, run, copy.name(), copy.folder(), reader.mapping(),
                    sources, prices);
            try (var groups = new ItemGroups(reader, maker, ledger.loader(), 0, limit)) {
                for (var group = groups.next(); group.isPresent(); group = groups.next()) {
                    ledger.loader().load(group.get());
                }
            }
            ledger.loader().analyze();
            return new Read(reader.mapping(), reader.notes());
        }
    }

    private PlanReport report(JobDefinition job, ManifestCopy copy, RunId run, Read read,
            Forecast.Totals totals, Comparison comparison) {
        var lines = ledger.forecast().costs(run).stream().map(Planner::line).toList();
        var estimate = lines.stream().map(PlanReport.Line::total).reduce(Usd.ZERO, Usd::plus);
        int tries = job.limits().onUnknown() == OnUnknown.RETRY ? job.limits().maxTries() : 1;
        return new PlanReport(job.name(), copy.name(), job.provider(), job.model(),
                totals.entries(), totals.items(), totals.fresh(), totals.changed(),
                comparison.reasons(), comparison.first(), totals.unchanged(), totals.held(),
                totals.invalid(), totals.removed(), lines,
                estimate, estimate.times(tries), totals.unpriced() > 0,
                expected(job, lines), read.mapping(), read.notes(),
                ledger.forecast().problems(run, SHOWN_PROBLEMS), warnings(job, run, lines, totals));
    }

    private static PlanReport.Line line(Forecast.Cost cost) {
        var each = cost.each().orElse(Usd.ZERO);
        return new PlanReport.Line(cost.mode().toLowerCase(Locale.ROOT), cost.quality(),
                cost.resolution(), cost.items(), each, each.times(cost.items()));
    }

    /// The longer of what the rate and what the calls at once allow, and one call more.
    private static Duration expected(JobDefinition job, List<PlanReport.Line> lines) {
        long requests = lines.stream().mapToLong(PlanReport.Line::items).sum();
        if (requests == 0) {
            return Duration.ZERO;
        }
        var byRate = Duration.ofMinutes(1).multipliedBy(requests)
                .dividedBy(job.limits().requestsPerMinute());
        var byCalls = lines.stream().map(line -> call(line).multipliedBy(line.items()))
                .reduce(Duration.ZERO, Duration::plus).dividedBy(job.limits().concurrency());
        var longest = lines.stream().map(Planner::call).max(Duration::compareTo).orElseThrow();
        return (byRate.compareTo(byCalls) > 0 ? byRate : byCalls).plus(longest);
    }

    private static Duration call(PlanReport.Line line) {
        var call = line.quality().equals(Quality.HIGH.wire()) ? HIGH_CALL : USUAL_CALL;
        return line.resolution().equals(Resolution.K4.wire())
                ? call.multipliedBy(3).dividedBy(2)
                : call;
    }

    private List<String> warnings(JobDefinition job, RunId run, List<PlanReport.Line> lines,
            Forecast.Totals totals) {
        var warnings = new ArrayList<String>();
        var ratios = Arrays.stream(AspectRatio.values()).filter(AspectRatio::doubtful)
                .map(AspectRatio::wire).toList();
        long doubtful = ledger.forecast().ofRatios(run, ratios);
        if (doubtful > 0) {
            warnings.add("%d items ask for %s, which the model's page describes but does not list"
                    .formatted(doubtful, String.join(", ", ratios)));
        }
        long dear = lines.stream().filter(line -> line.quality().equals(Quality.HIGH.wire())
                || line.resolution().equals(Resolution.K4.wire()))
                .mapToLong(PlanReport.Line::items).sum();
        if (dear > 0) {
            warnings.add(dear + " items ask for high quality or 4k: the dearest calls, of several"
                    + " minutes each");
        }
        if (totals.unpriced() > 0) {
            warnings.add(totals.unpriced() + " items have no known price; unknown is not free");
        }
        if (!job.limits().capped() && !job.provider().equals("sandbox")) {
            warnings.add(
                    "No budget is set: limits.budget_usd or limits.budget_usd_per_day in the job file, or --budget");
        }
        return warnings;
    }
}
