package io.darkroom.cli;

import io.darkroom.item.RunId;
import io.darkroom.report.ExitCode;
import java.util.function.Consumer;
import java.util.function.Function;

/// Works on a run until it has ended: shows progress, heeds signals, sums up.
final class Work {

    private final Context context;
    private final Console console;
    private final WorkOptions options;

    Work(Context context, WorkOptions options) {
        this.context = context;
        this.console = context.console();
        this.options = options;
    }

    /// @param work blocks until the run has ended; tells the run's id to its argument once it is
    /// known
    /// @return the exit code
    int run(Function<Consumer<RunId>, RunId> work) {
        var grace = Grace.of(System.getenv());
        var runs = context.services().runs();
        var progress = ProgressReporter.on(console, options, context.summaries());
        var drain = new Drain(new Drain.Actions(runs::drain, runs::abort,
                Runtime.getRuntime()::halt), grace, progress::stopping);
        int finished = sumUp(supervise(work, progress, drain));
        return drain.exitCode() == 0 ? finished : drain.exitCode();
    }

    private static RunId supervise(Function<Consumer<RunId>, RunId> work,
            ProgressReporter progress, Drain drain) {
        try (progress; drain; var _ = Signals.handle(drain::signal)) {
            return work.apply(progress::begin);
        }
    }

    private int sumUp(RunId run) {
        var summary = context.summaries().of(run);
        console.err().print(SummaryText.of(summary, Paint.NONE) + Advice.text(summary));
        if (options.json()) {
            console.out().println(summary.toJson());
        }
        return ExitCode.of(summary).number();
    }
}
