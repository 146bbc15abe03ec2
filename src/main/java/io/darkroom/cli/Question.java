package io.darkroom.cli;

import io.darkroom.job.JobDefinition;
import io.darkroom.ledger.RunRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Asks before money is spent, where there is somebody to ask.
final class Question {

    private final Console console;
    private final WorkOptions work;

    Question(Console console, WorkOptions work) {
        this.console = console;
        this.work = work;
    }

    /// Whether a provider costs money and somebody sits at the terminal.
    boolean needed(String provider) {
        return possible() && !provider.equals("sandbox");
    }

    /// Whether somebody sits at the terminal who has not agreed yet.
    boolean possible() {
        return !work.yes() && console.terminal().stderr();
    }

    /// Whether a run may go on: nobody needs to be asked, or the answer is yes.
    ///
    /// @param what such as `Send the 3 items that are left`
    boolean agreed(RunRecord run, String what) {
        if (!possible()) {
            return true;
        }
        var provider = JobDefinition.fromJson(run.definition()).provider();
        return !needed(provider) || ask(what + " to " + provider + "?");
    }

    /// Whether the answer begins with a y; the end of the input means no.
    boolean ask(String question) {
        console.err().print(question + " [y/N] ");
        console.err().flush();
        var in = new BufferedReader(
                new InputStreamReader(console.in(), StandardCharsets.UTF_8));
        try {
            var answer = in.readLine();
            return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
        } catch (IOException e) {
            throw new UncheckedIOException("The answer cannot be read", e);
        }
    }
}
