package io.darkroom.cli;

import io.darkroom.item.Usd;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Options of the commands that send requests.
final class WorkOptions {

    @Option(names = "--budget", paramLabel = "USD", description = "Most the run may cost, in"
            + " dollars.")
    private Optional<Usd> budget = Optional.empty();

    @Option(names = "--yes", description = "Do not ask before money is spent.")
    private boolean yes;

    @Option(names = "--json", description = "Print the summary as one JSON object on stdout.")
    private boolean json;

    @Option(names = "--quiet", description = "No progress.")
    private boolean quiet;

    Optional<Usd> budget() {
        return budget;
    }

    boolean yes() {
        return yes;
    }

    boolean json() {
        return json;
    }

    boolean quiet() {
        return quiet;
    }
}
