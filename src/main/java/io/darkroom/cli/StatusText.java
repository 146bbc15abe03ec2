package io.darkroom.cli;

import static io.darkroom.cli.Table.Column.left;
import static io.darkroom.cli.Table.Column.right;

import io.darkroom.item.ItemState;
import io.darkroom.ledger.Ledger;
import io.darkroom.ledger.Overview.Trouble;
import io.darkroom.ledger.RunRecord;
import io.darkroom.ledger.Workers.Worker;
import io.darkroom.report.Progress;
import io.darkroom.report.RunSummary;
import java.time.Duration;
import java.util.List;

/// A run for somebody who was woken up by it.
final class StatusText {

    private static final int TROUBLES = 5;

    private final Context context;
    private final Ledger ledger;
    private final Console console;

    StatusText(Context context) {
        this.context = context;
        this.ledger = context.services().ledger();
        this.console = context.console();
    }

    String of(RunRecord run, RunSummary summary) {
        var text = new StringBuilder(SummaryText.of(summary, console.paint()));
        ledger.workers().latest(run.id()).ifPresent(worker -> text.append("  ")
                .append(worker(worker, summary)).append('\n'));
        if (summary.pending() > 0) {
            text.append("  ").append(pending(summary, context.summaries().progress(run.id())))
                    .append('\n');
        }
        run.request().ifPresent(request -> text.append("  asked to ")
                .append(Words.wire(request)).append('\n'));
        text.append(troubles(ledger.overview().troubles(run.id()), console.terminal().columns()));
        return text.append(Advice.text(summary)).toString();
    }

    private static String worker(Worker worker, RunSummary summary) {
        var who = "process " + worker.pid() + " on " + Printable.text(worker.host());
        var age = Durations.text(Duration.ofSeconds(worker.heartbeatAgeSeconds()));
        if (worker.ended()) {
            return "last worked on by " + who + ", which ended " + age + " ago";
        }
        return summary.status().equals("running")
                ? "worked on by " + who + ", heard of " + age + " ago"
                : "last worked on by " + who + ", last heard of " + age + " ago";
    }

    private String pending(RunSummary summary, Progress progress) {
        var counts = progress.counts();
        var kinds = counts.of(ItemState.PENDING) + " waiting, " + counts.of(ItemState.CLAIMED)
                + " in hand, " + counts.of(ItemState.RENDERED) + " to be stored";
        return summary.status().equals("running")
                ? kinds + "\n  " + new ProgressLine(console.clock(),
                        console.terminal().columns() - 2).live(progress)
                : kinds;
    }

    private static String troubles(List<Trouble> troubles, int columns) {
        if (troubles.isEmpty()) {
            return "";
        }
        var table = new Table(right("ITEMS"), left("STATUS"), left("CODE"), left("FOR EXAMPLE"));
        troubles.stream().limit(TROUBLES).forEach(trouble -> table.row(
                Long.toString(trouble.items()), Words.wire(trouble.state()), trouble.code(),
                trouble.example()));
        return "\n" + table.render(columns) + "\n";
    }
}
