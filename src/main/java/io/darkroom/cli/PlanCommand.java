package io.darkroom.cli;

import io.darkroom.report.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Says what a run would do and cost.
@Command(name = "plan", abbreviateSynopsis = true, description = {
        "Reads everything and sends nothing: which rows are wrong,"
                + " what is new or changed, what it costs, how long it takes.",
        ""})
final class PlanCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private JobOptions job = new JobOptions();

    @Option(names = "--json", description = "Print the plan as one JSON object.")
    private boolean json;

    PlanCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var console = context.console();
        var definition = job.job();
        var plan = context.services().planner().plan(definition, job.limit(), console.in());
        if (json) {
            console.out().println(PlanJson.of(plan));
        } else {
            console.out().print(PlanText.full(plan, console.terminal().columns()));
        }
        return (plan.invalid() > 0 ? ExitCode.SOME_FAILED : ExitCode.OK).number();
    }
}
