package io.darkroom.intake;

import io.darkroom.item.Usd;
import io.darkroom.manifest.Mapping;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a run would do and cost, if it were started now.
///
/// @param fresh items that the job's latest run did not have
/// @param changed items that it had under the same id, and that are to be made again
/// @param changedBy how many of them because of what; an item may have several reasons
/// @param changes the first 20 of them
/// @param unchanged items that an earlier output serves, at no cost
/// @param held items that are not sent, because an earlier run left the same image unknown,
/// rejected or billed without use
/// @param invalid items that cannot be sent; see `problems`
/// @param removed items of the job's latest run that the manifest has no more
/// @param estimate what the items to be sent are expected to cost
/// @param worstCase what they cost if every allowed try is billed
/// @param priceUnknown whether some items have no known price and are in neither sum
/// @param expected how long it takes under the job's limits
/// @param mapping which of the manifest's columns is what
/// @param notes what is worth knowing of how the manifest was read
/// @param problems the first 20 complaints
/// @param warnings what may not work out as hoped
public record PlanReport(String job, String manifest, String provider, String model, long entries,
        long items, long fresh, long changed, Map<String, Long> changedBy, List<Change> changes,
        long unchanged, long held, long invalid,
        long removed, List<Line> costs, Usd estimate, Usd worstCase, boolean priceUnknown,
        Duration expected, Mapping mapping, List<String> notes, List<String> problems,
        List<String> warnings) {

    /// Copies the lists.
    public PlanReport {
        changedBy = Collections.unmodifiableMap(new LinkedHashMap<>(changedBy));
        changes = List.copyOf(changes);
        costs = List.copyOf(costs);
        notes = List.copyOf(notes);
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
    }

    /// An item that is made again.
    ///
    /// @param variant empty: the job has none
    /// @param reasons such as `prompt`
    public record Change(String id, String variant, List<String> reasons) {}

    /// Items of one price; an unknown price is shown as nothing.
    public record Line(String mode, String quality, String resolution, long items, Usd each,
            Usd total) {}
}
