package io.darkroom.cli;

import io.darkroom.batch.BusyJob;
import io.darkroom.batch.ServiceUnavailable;
import io.darkroom.item.UnusableInput;
import io.darkroom.report.ExitCode;
import io.darkroom.storage.StoreUnavailable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Turns whatever a command throws into one sentence on stderr and an exit code. Nothing that a user
/// can cause shows a stack trace.
final class Failures {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private final Console console;

    Failures(Console console) {
        this.console = console;
    }

    int of(Throwable failure) {
        var chain = chain(failure);
        return answer(chain).orElseGet(() -> {
            LOG.error("Internal error; the command ends", failure);
            say("Internal error: " + failure.getClass().getSimpleName() + ": "
                    + failure.getMessage() + ". The log has the details.");
            return ExitCode.INTERNAL;
        }).number();
    }

    private Optional<ExitCode> answer(List<Throwable> chain) {
        return chain.stream().flatMap(failure -> code(failure).stream().peek(code -> say(
                code == ExitCode.UNAVAILABLE && failure instanceof SQLException
                        ? "The database is not available: " + failure.getMessage()
                                + "; once it is, the same command goes on"
                        : String.valueOf(failure.getMessage()))))
                .findFirst();
    }

    private static Optional<ExitCode> code(Throwable failure) {
        return switch (failure) {
            case UnusableInput _ -> Optional.of(ExitCode.UNUSABLE);
            case BusyJob _ -> Optional.of(ExitCode.BUSY);
            case ServiceUnavailable _,StoreUnavailable _,SQLException _ ->
                Optional.of(ExitCode.UNAVAILABLE);
            default -> Optional.empty();
        };
    }

    private static List<Throwable> chain(Throwable failure) {
        var chain = new ArrayList<Throwable>();
        for (var cause = failure; cause != null
                && !chain.contains(cause); cause = cause.getCause()) {
            chain.add(cause);
        }
        return chain;
    }

    /// A mistyped option, value or command.
    int usage(ParameterException failure, String[] args) {
        var line = failure.getCommandLine();
        say(sentence(failure, line) + "\nSee " + line.getCommandSpec().qualifiedName()
                + " --help");
        return ExitCode.UNUSABLE.number();
    }

    private static String sentence(ParameterException failure, CommandLine line) {
        if (failure instanceof UnmatchedArgumentException unmatched) {
            var word = unmatched.getUnmatched().stream().filter(arg -> arg.startsWith("-"))
                    .findFirst().orElse(unmatched.getUnmatched().getFirst());
            return unknown(word, line);
        }
        return String.valueOf(failure.getMessage());
    }

    private static String unknown(String word, CommandLine line) {
        var name = word.replaceFirst("=.*", "");
        if (name.startsWith("-")) {
            return "Unknown option " + name + Words.didYouMean(name, options(line));
        }
        return line.getSubcommands().isEmpty()
                ? "Unexpected argument " + name
                : "Unknown command " + name
                        + Words.didYouMean(name, List.copyOf(line.getSubcommands().keySet()));
    }

    private static List<String> options(CommandLine line) {
        return line.getCommandSpec().options().stream()
                .flatMap(option -> Stream.of(option.names())).toList();
    }

    private void say(String text) {
        console.err().println("darkroom: " + Printable.lines(text));
    }
}
