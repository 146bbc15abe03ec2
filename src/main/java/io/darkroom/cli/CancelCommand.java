package io.darkroom.cli;

import io.darkroom.report.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Takes what was not sent out of a run.
@Command(name = "cancel", description = {"Stops a run and cancels what was not sent. Items whose"
        + " request is in doubt stay.", ""})
final class CancelCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private RunParameter run = new RunParameter();

    CancelCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var record = context.run(run.text());
        boolean working = context.summaries().of(record).status().equals("running");
        int cancelled = context.services().runs().cancel(record.id());
        context.console().err().println(working
                ? "Run " + record.id() + " is asked to stop and to cancel what was not sent:"
                        + " darkroom status " + record.id() + " --watch"
                : cancelled + " items of run " + record.id() + " are cancelled.");
        return ExitCode.OK.number();
    }
}
