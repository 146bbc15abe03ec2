package io.darkroom.cli;

import io.darkroom.item.ItemState;
import io.darkroom.item.Usd;
import io.darkroom.job.Refresh;
import io.darkroom.sandbox.AnswerForm;
import io.darkroom.sandbox.FaultRule;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.ZoneId;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/// Darkroom as a command.
public final class CommandLineApp {

    private static final int HELP_WIDTH = 90;

    private final Context context;

    /// @param services opened once, when a command needs them; what the supplier throws becomes an
    /// exit code: [io.darkroom.batch.ServiceUnavailable] 5, [io.darkroom.item.UnusableInput] 2
    /// @param out results only
    /// @param err progress, summaries, questions and complaints
    /// @param in answers to questions, and the manifest `-`
    public CommandLineApp(Supplier<Services> services, PrintStream out, PrintStream err,
            Terminal terminal, InputStream in) {
        this(services, new Console(out, err, terminal, in, Clock.system(ZoneId.systemDefault())));
    }

    CommandLineApp(Supplier<Services> services, Console console) {
        context = new Context(console, services);
    }

    /// Runs a command to its end.
    ///
    /// @return the exit code of [io.darkroom.report.ExitCode], or 128 and the number of the signal
    /// that stopped it
    public int execute(String... args) {
        return commandLine().execute(args);
    }

    CommandLine commandLine() {
        var line = new CommandLine(new DarkroomCommand()).addSubcommand(new RunCommand(context))
                .addSubcommand(new PlanCommand(context)).addSubcommand(new ResumeCommand(context))
                .addSubcommand(new RetryCommand(context)).addSubcommand(new StatusCommand(context))
                .addSubcommand(new RunsCommand(context)).addSubcommand(new ItemsCommand(context))
                .addSubcommand(new VerifyCommand(context))
                .addSubcommand(new StopCommand(context)).addSubcommand(new CancelCommand(context))
                .addSubcommand(new SandboxCommand(context));
        var failures = new Failures(context.console());
        return convert(line).setUsageHelpWidth(HELP_WIDTH).setAbbreviatedOptionsAllowed(false)
                .setColorScheme(CommandLine.Help.defaultColorScheme(ansi()))
                .setOut(writer(context.console().out()))
                .setErr(writer(context.console().err()))
                .setParameterExceptionHandler(failures::usage)
                .setExecutionExceptionHandler((failure, _, _) -> failures.of(failure));
    }

    private static CommandLine convert(CommandLine line) {
        return line.registerConverter(Usd.class, Words::usd)
                .registerConverter(Refresh.class, text -> Words.constant(text, Refresh.values()))
                .registerConverter(AnswerForm.class,
                        text -> Words.constant(text, AnswerForm.values()))
                .registerConverter(Words.Format.class,
                        text -> Words.constant(text, Words.Format.values()))
                .registerConverter(ItemState.class,
                        text -> Words.constant(text, ItemState.values()))
                .registerConverter(FaultRule.class, Words::fault);
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, stream.charset());
    }

    private Ansi ansi() {
        return switch (context.console().paint()) {
            case NONE -> Ansi.OFF;
            case ANSI -> Ansi.ON;
        };
    }
}
