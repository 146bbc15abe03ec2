package io.darkroom.cli;

import io.darkroom.item.RunId;
import io.darkroom.item.UnusableInput;
import io.darkroom.ledger.RunBook;
import io.darkroom.ledger.RunRecord;
import java.util.List;
import java.util.stream.Collectors;

/// Finds the run that somebody typed: its id, the end of its id, or `latest`.
final class RunNames {

    private static final int SEARCHED = 1_000;
    private static final int SHOWN = 5;

    private final RunBook runs;

    RunNames(RunBook runs) {
        this.runs = runs;
    }

    /// @throws UnusableInput if there is none, or more than one
    RunRecord find(String text) {
        if (text.equals("latest")) {
            return runs.latest().orElseThrow(RunNames::noneYet);
        }
        if (RunId.isWellFormed(text)) {
            return runs.find(new RunId(text)).orElseThrow(() -> unknown(text));
        }
        return byEnding(text);
    }

    private RunRecord byEnding(String text) {
        var found = runs.list(SEARCHED).stream().filter(run -> run.id().value().endsWith(text))
                .toList();
        if (text.isBlank() || found.isEmpty()) {
            throw unknown(text);
        }
        if (found.size() > 1) {
            throw new UnusableInput("More than one run ends with \"" + Printable.text(text)
                    + "\": " + ids(found) + ".");
        }
        return found.getFirst();
    }

    private UnusableInput unknown(String text) {
        var latest = runs.list(SHOWN);
        return latest.isEmpty()
                ? noneYet()
                : new UnusableInput("There is no run \"" + Printable.text(text)
                        + "\". The latest: " + ids(latest) + ".");
    }

    private static UnusableInput noneYet() {
        return new UnusableInput("There is no run yet. Start one: darkroom run JOB.yaml");
    }

    private static String ids(List<RunRecord> runs) {
        return runs.stream().limit(SHOWN).map(run -> run.id().value())
                .collect(Collectors.joining(", "));
    }
}
