package io.darkroom.intake;

import io.darkroom.item.RunId;
import io.darkroom.job.JobDefinition;
import io.darkroom.ledger.Changes.What;
import io.darkroom.ledger.Ledger;
import io.darkroom.ledger.RunRecord;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What is different from the job's latest run, and why.
///
/// @param reasons how many items are made again because of what
/// @param first some of them
record Comparison(Map<String, Long> reasons, List<PlanReport.Change> first) {

    /// Of a job that has no earlier run.
    static final Comparison FIRST = new Comparison(Map.of(), List.of());

    private static final int SHOWN = 20;

    static Comparison of(Ledger ledger, JobDefinition job, RunId run, RunRecord earlier) {
        boolean otherModel = otherModel(job, earlier);
        var counts = ledger.changes().counts(run, earlier.id(), otherModel);
        var reasons = new LinkedHashMap<String, Long>();
        for (var what : What.values()) {
            long items = counts.stream().filter(count -> count.what().contains(what))
                    .mapToLong(count -> count.items()).sum();
            if (items > 0) {
                reasons.put(text(what), items);
            }
        }
        return new Comparison(reasons, ledger.changes()
                .first(run, earlier.id(), otherModel, SHOWN).stream()
                .map(c -> new PlanReport.Change(c.entryId(), c.variant(), texts(c.what())))
                .toList());
    }

    private static boolean otherModel(JobDefinition job, RunRecord earlier) {
        var then = JobDefinition.fromJson(earlier.definition());
        return !job.provider().equals(then.provider()) || !job.model().equals(then.model());
    }

    private static List<String> texts(Collection<What> what) {
        return what.stream().map(Comparison::text).toList();
    }

    private static String text(What what) {
        return what.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
