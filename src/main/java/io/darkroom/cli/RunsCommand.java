package io.darkroom.cli;

import static io.darkroom.cli.Table.Column.left;
import static io.darkroom.cli.Table.Column.right;

import io.darkroom.item.UnusableInput;
import io.darkroom.report.ExitCode;
import io.darkroom.report.RunSummary;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The newest runs.
@Command(name = "runs", description = {"Lists runs, newest first.", ""})
final class RunsCommand implements Callable<Integer> {

    private static final int MOST = 10_000;

    private final Context context;

    @Option(names = "--limit", paramLabel = "N", description = "Most runs to list; 20 if it is not"
            + " given.")
    private int limit = 20;

    @Option(names = "--json", description = "Print one JSON object a line.")
    private boolean json;

    RunsCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (limit < 1 || limit > MOST) {
            throw new UnusableInput("--limit is a number from 1 to " + MOST + ": " + limit);
        }
        var console = context.console();
        var summaries = context.summaries();
        var runs = context.services().ledger().runs().list(limit).stream().map(summaries::of)
                .toList();
        if (json) {
            runs.forEach(run -> console.out().println(run.toJson()));
        } else {
            console.out().print(table(runs).render(console.terminal().columns()));
        }
        return ExitCode.OK.number();
    }

    static Table table(List<RunSummary> runs) {
        var table = new Table(left("RUN"), left("JOB"), left("STATUS"), right("ITEMS"),
                right("SUCCEEDED"), right("TROUBLE"), right("LEFT"), right("COST"), right("TOOK"));
        runs.forEach(run -> table.row(run.run().value(), run.job(), run.status(),
                Long.toString(run.items()), Long.toString(run.succeeded()),
                Long.toString(run.troubled() + run.unknown()), Long.toString(run.pending()),
                run.cost().toString(), run.took().map(Durations::text).orElse("")));
        return table;
    }
}
