package io.darkroom.cli;

import io.darkroom.report.RunSummary;
import java.util.ArrayList;
import java.util.List;

/// What to type next.
final class Advice {

    private Advice() {}

    /// A command and what it is good for.
    record Step(String command, String why) {}

    /// Lines under `Next:`, each ended; empty if nothing is to be done.
    static String text(RunSummary summary) {
        var steps = of(summary);
        if (steps.isEmpty()) {
            return "";
        }
        int width = steps.stream().mapToInt(step -> step.command().length()).max().orElse(0);
        var text = new StringBuilder("Next:\n");
        for (var step : steps) {
            var padding = " ".repeat(width - step.command().length() + 2);
            text.append("  ").append(step.command()).append(padding).append("# ")
                    .append(step.why()).append('\n');
        }
        return text.toString();
    }

    static List<Step> of(RunSummary summary) {
        var steps = new ArrayList<Step>();
        var run = summary.run().value();
        switch (summary.status()) {
            case "running" -> steps.add(step("status " + run + " --watch", "look on"));
            case "crashed" -> steps.add(step("resume " + run, "nothing is lost; go on"));
            case "halted" -> steps.add(halted(summary));
            case "open", "stopped" -> steps.add(step("resume " + run, "go on"));
            default -> {
            }
        }
        troubles(summary, steps);
        return steps;
    }

    private static Step halted(RunSummary summary) {
        var reason = summary.halt().map(RunSummary.Reason::code).orElse("");
        var resume = "resume " + summary.run();
        return switch (reason) {
            case "BUDGET_REACHED" -> step(resume + " --budget USD", "with a larger budget");
            case "DAILY_BUDGET_REACHED" -> step(resume, "after 00:00 UTC");
            case "COST_OVERRUN" -> step(resume, "when darkroom.prices says what is charged");
            default -> step(resume, "when the cause is gone");
        };
    }

    private static void troubles(RunSummary summary, List<Step> steps) {
        var run = summary.run().value();
        if (summary.invalid() > 0) {
            steps.add(step("items " + run + " --status invalid",
                    "which rows to correct; then run again"));
        }
        if (summary.rejected() > 0) {
            steps.add(step("items " + run + " --status rejected", "which prompts to change"));
        }
        if (summary.failed() > 0) {
            steps.add(step("retry " + run, "send the failed items again"));
        }
        if (summary.unknown() > 0) {
            steps.add(step("retry " + run + " --status unknown",
                    "send them again; they may be billed twice"));
        }
    }

    private static Step step(String command, String why) {
        return new Step("darkroom " + command, why);
    }
}
