package io.darkroom.cli;

import io.darkroom.batch.RunOptions;
import io.darkroom.ledger.RunRecord;
import io.darkroom.report.ExitCode;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Goes on with a run.
@Command(name = "resume", abbreviateSynopsis = true, description = {
        "Goes on with a stopped, halted or crashed run.", ""})
final class ResumeCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private RunParameter run = new RunParameter();

    @Mixin
    private WorkOptions work = new WorkOptions();

    ResumeCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var record = context.run(run.text());
        if (!agreed(record)) {
            context.console().err().println("Nothing was sent.");
            return ExitCode.UNUSABLE.number();
        }
        return new Work(context, work).run(started -> context.services().runs()
                .resume(record.id(), new RunOptions(0, work.budget(), Optional.empty(),
                        context.console().in(), started)));
    }

    private boolean agreed(RunRecord record) {
        long left = context.services().ledger().overview().counts(record.id()).left();
        return new Question(context.console(), work).agreed(record,
                "Send the " + left + " items that are left");
    }
}
