package io.darkroom.cli;

import io.darkroom.report.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Asks the process that works on a run to stop.
@Command(name = "stop", description = {"Asks the process that works on a run to finish what is on"
        + " the wire and stop.", ""})
final class StopCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private RunParameter run = new RunParameter();

    StopCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var record = context.run(run.text());
        var console = context.console();
        var summary = context.summaries().of(record);
        if (!summary.status().equals("running")) {
            console.err().println("Nobody works on run " + record.id() + "; it is "
                    + summary.status() + ".");
            return ExitCode.OK.number();
        }
        context.services().runs().stop(record.id());
        console.err().println("Run " + record.id() + " is asked to stop: darkroom status "
                + record.id() + " --watch");
        return ExitCode.OK.number();
    }
}
