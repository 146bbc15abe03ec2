package io.darkroom.cli;

import io.darkroom.batch.RunOptions;
import io.darkroom.job.JobDefinition;
import io.darkroom.report.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Starts a run, or goes on with the job's unfinished one.
@Command(name = "run", abbreviateSynopsis = true, description = {
        "Puts a manifest through a job: reads it, renders what is not"
                + " there yet, publishes the results. Goes on with the job's unfinished run of the same"
                + " manifest if there is one.",
        ""})
final class RunCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private JobOptions job = new JobOptions();

    @Mixin
    private WorkOptions work = new WorkOptions();

    RunCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var definition = job.job();
        long limit = job.limit();
        if (!agreed(definition, limit)) {
            context.console().err().println("Nothing was sent.");
            return ExitCode.UNUSABLE.number();
        }
        return new Work(context, work).run(started -> context.services().runs().run(definition,
                new RunOptions(limit, work.budget(), job.refresh(), context.console().in(),
                        started)));
    }

    /// A manifest from stdin can be read once only, and so can an answer.
    private boolean agreed(JobDefinition definition, long limit) {
        var question = new Question(context.console(), work);
        if (!question.needed(definition.provider()) || job.readsStdin()) {
            return true;
        }
        var plan = context.services().planner().plan(definition, limit, context.console().in());
        context.console().err().print(PlanText.brief(plan));
        return question.ask("Send it to " + definition.provider() + "?");
    }
}
