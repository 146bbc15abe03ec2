package io.darkroom.cli;

import io.darkroom.ledger.RunRecord;
import io.darkroom.report.ExitCode;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Where a run stands, at one look.
@Command(name = "status", description = {"Where a run stands: progress, counts, rate, spend, who"
        + " works on it, what went wrong, what to type next.", ""})
final class StatusCommand implements Callable<Integer> {

    private static final Duration LOOKS = Duration.ofSeconds(2);
    private static final String HOME = "\u001b[H\u001b[2J";

    private final Context context;

    @Parameters(paramLabel = "RUN", arity = "0..1", description = "A run id, the end of one, or"
            + " latest.")
    private String run = "latest";

    @Option(names = "--watch", description = "Look again every 2 seconds until nobody works on it.")
    private boolean watch;

    @Option(names = "--json", description = "Print the summary as one JSON object.")
    private boolean json;

    StatusCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        var record = context.run(run);
        while (look(record) && watch) {
            Thread.sleep(LOOKS);
            record = context.run(record.id().value());
        }
        return ExitCode.OK.number();
    }

    /// Whether somebody works on it.
    private boolean look(RunRecord record) {
        var console = context.console();
        var summary = context.summaries().of(record);
        if (json) {
            console.out().println(summary.toJson());
        } else {
            var text = new StatusText(context).of(record, summary);
            console.out().print((watch && console.terminal().stdout() ? HOME : "") + text);
        }
        console.out().flush();
        return summary.status().equals("running");
    }
}
