package io.darkroom.cli;

import io.darkroom.batch.RunOptions;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Goes on with a run; what it had agreed to spend stays agreed.
@Command(name = "resume", description = {"Goes on with a stopped, halted or crashed run.", ""})
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
        var id = context.run(run.text()).id();
        return new Work(context, work).run(started -> context.services().runs().resume(id,
                new RunOptions(0, work.budget(), Optional.empty(), context.console().in(),
                        started)));
    }
}
