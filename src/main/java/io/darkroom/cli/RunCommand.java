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

    /// Whether the run may begin: nobody needs to be asked, or the answer is yes.
    private boolean agreed(JobDefinition definition, long limit) {
        var most = definition.limits().confirmAbove();
        var question = new Question(context.console(), work);
        boolean asks = question.needed(definition.provider());
        if (work.yes() || (most.isEmpty() && (!asks || job.readsStdin()))) {
            return true;
        }
        if (job.readsStdin()) {
            return refused("limits.confirm_above_usd is set, and a manifest from stdin can be read"
                    + " once only, so that it cannot be planned first");
        }
        var plan = context.services().planner().plan(definition, limit, context.console().in());
        if (most.filter(usd -> !plan.priceUnknown() && plan.estimate().compareTo(usd) <= 0)
                .isPresent()) {
            return true;
        }
        context.console().err().print(PlanText.brief(plan));
        return question.possible()
                ? question.ask("Send it to " + definition.provider() + "?")
                : refused("The estimate is above limits.confirm_above_usd, "
                        + most.orElseThrow());
    }

    private boolean refused(String why) {
        context.console().err().println(why + "; with --yes it is sent all the same.");
        return false;
    }
}
