package io.darkroom.cli;

import static io.darkroom.cli.Table.Column.left;
import static io.darkroom.cli.Table.Column.right;

import io.darkroom.intake.PlanReport;
import io.darkroom.manifest.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A plan for people.
final class PlanText {

    private PlanText() {}

    /// Counts and cost, in three lines or so.
    static String brief(PlanReport plan) {
        return head(plan) + foot(plan);
    }

    /// Everything: counts, cost by kind, warnings, the first wrong rows.
    ///
    /// @param columns width of the table
    static String full(PlanReport plan, int columns) {
        var table = plan.costs().isEmpty() ? "" : "\n" + table(plan).render(columns) + "\n";
        return head(plan) + mapping(plan.mapping()) + table + foot(plan) + changes(plan)
                + problems(plan);
    }

    private static String head(PlanReport plan) {
        return Printable.text(plan.job() + ": " + plan.manifest() + " with " + plan.provider()
                + ", " + plan.model()) + "\n" + counts(plan) + "\n";
    }

    /// Which column is what, where the header is that of a known export.
    private static String mapping(Mapping mapping) {
        return mapping.export().map(export -> Printable.text("This is an export of " + export + ": "
                + mapping.described()) + "\n").orElse("");
    }

    private static String foot(PlanReport plan) {
        return cost(plan) + "\n" + sentences("Note: ", plan.notes())
                + sentences("Warning: ", plan.warnings());
    }

    private static String counts(PlanReport plan) {
        var parts = new ArrayList<String>();
        add(parts, plan.fresh(), "new");
        add(parts, plan.changed(), "changed (" + reasons(plan) + ")");
        add(parts, plan.unchanged(), "unchanged and reused");
        add(parts, plan.held(), "held (unknown or rejected before)");
        add(parts, plan.invalid(), "invalid");
        add(parts, plan.removed(), "removed since the last run");
        return plan.entries() + " entries, " + plan.items() + " items"
                + (parts.isEmpty() ? "" : ": " + String.join(", ", parts));
    }

    private static String reasons(PlanReport plan) {
        return plan.changedBy().entrySet().stream()
                .map(reason -> reason.getValue() + " " + reason.getKey())
                .collect(Collectors.joining(", "));
    }

    private static void add(List<String> parts, long count, String word) {
        if (count > 0) {
            parts.add(count + " " + word);
        }
    }

    private static String cost(PlanReport plan) {
        return "Estimated " + plan.estimate() + ", at worst " + plan.worstCase()
                + (plan.priceUnknown() ? ", and some prices are not known" : "") + "; takes about "
                + Durations.text(plan.expected()) + " under the limits";
    }

    private static Table table(PlanReport plan) {
        var table = new Table(left("MODE"), left("QUALITY"), left("RESOLUTION"), right("ITEMS"),
                right("EACH"), right("TOTAL"));
        plan.costs().forEach(line -> table.row(line.mode(), line.quality(), line.resolution(),
                Long.toString(line.items()), line.each().toString(), line.total().toString()));
        return table;
    }

    private static String changes(PlanReport plan) {
        return first("Changed: ", plan.changes().stream().map(PlanText::change).toList(),
                plan.changed());
    }

    private static String change(PlanReport.Change change) {
        return change.id() + (change.variant().isEmpty() ? "" : " " + change.variant()) + ": "
                + String.join(", ", change.reasons());
    }

    private static String problems(PlanReport plan) {
        return first("", plan.problems(), plan.invalid());
    }

    /// Sentences, and how many there are in all if these are not all.
    private static String first(String before, List<String> sentences, long all) {
        int shown = sentences.size();
        return sentences(before, sentences)
                + (all > shown && shown > 0 ? "… the first " + shown + " of " + all + "\n" : "");
    }

    private static String sentences(String before, List<String> sentences) {
        return sentences.stream().map(text -> before + Printable.text(text) + "\n")
                .collect(Collectors.joining());
    }
}
