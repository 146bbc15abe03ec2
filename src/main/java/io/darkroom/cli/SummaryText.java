package io.darkroom.cli;

import io.darkroom.item.Usd;
import io.darkroom.report.RunSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.List;
import java.util.Optional;

/// What became of a run, in a few lines.
final class SummaryText {

    private SummaryText() {}

    static String of(RunSummary summary, Paint paint) {
        var lines = new ArrayList<String>();
        lines.add("Run " + summary.run() + " of " + summary.job() + ": " + status(summary, paint)
                + summary.took().map(took -> " after " + Durations.text(took)).orElse(""));
        summary.halt().ifPresent(halt -> lines.add(
                "  " + halt.code() + ": " + Printable.text(halt.message())));
        lines.add("  " + items(summary));
        lines.add("  cost " + cost(summary));
        lines.addAll(budgets(summary));
        summary.balance().map(BalanceText::of).ifPresent(lines::addAll);
        summary.results().ifPresent(url -> lines.add("  results " + Printable.text(url)));
        return String.join("\n", lines) + "\n";
    }

    /// The state as a phrase.
    private static String status(RunSummary summary, Paint paint) {
        return switch (summary.status()) {
            case "open" -> "not begun";
            case "running" -> "at work";
            case "completed" -> paint.good("completed");
            case "failed" -> paint.bad("finished with problems");
            case "halted" -> paint.bad("stopped by policy");
            case "crashed" -> paint.bad("crashed; nothing is lost");
            default -> summary.status();
        };
    }

    private static String items(RunSummary summary) {
        var parts = new ArrayList<String>();
        parts.add(summary.succeeded() + " succeeded"
                + (summary.reused() > 0 ? " (" + summary.reused() + " reused)" : ""));
        add(parts, summary.failed(), "failed");
        add(parts, summary.rejected(), "rejected");
        add(parts, summary.invalid(), "invalid");
        add(parts, summary.unknown(), "unknown");
        add(parts, summary.cancelled(), "cancelled");
        add(parts, summary.pending(), "left");
        return summary.items() + " items: " + String.join(", ", parts);
    }

    private static void add(List<String> parts, long count, String word) {
        if (count > 0) {
            parts.add(count + " " + word);
        }
    }

    private static String cost(RunSummary summary) {
        var text = new StringBuilder(summary.cost() + " of " + summary.estimated() + " estimated");
        text.append("; ").append(summary.requests()).append(" requests");
        if (summary.throttled() > 0) {
            text.append(", ").append(summary.throttled()).append(" throttled");
        }
        if (summary.perhapsRequests() > 0) {
            text.append("; perhaps billed ").append(summary.perhapsBilled()).append(" (")
                    .append(summary.perhapsRequests()).append(" requests)");
        }
        return text.toString();
    }

    /// The run's budget, then the day's; where there is neither, what is reserved.
    private static List<String> budgets(RunSummary summary) {
        var today = summary.today();
        var lines = new ArrayList<String>();
        budget("run", summary.budget(), summary.cost(), summary.reserved(), summary.budgetLeft())
                .ifPresent(lines::add);
        budget("day", today.cap(), today.spent(), today.reserved(), summary.budgetLeftToday())
                .ifPresent(lines::add);
        if (lines.isEmpty() && !summary.reserved().equals(Usd.ZERO)) {
            lines.add("  no budget: " + summary.reserved() + " reserved");
        }
        return lines;
    }

    private static Optional<String> budget(String whose, Optional<Usd> cap, Usd spent,
            Usd reserved, Optional<Usd> left) {
        return cap.map(most -> "  budget of the %s %s: %s spent, %s reserved, %s left"
                .formatted(whose, most, spent, reserved, left.orElse(Usd.ZERO)));
    }
}
