package io.darkroom.cli;

import io.darkroom.ledger.RunRecord;
import io.darkroom.report.Summaries;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What commands share. For one thread.
final class Context {

    private final Console console;
    private final Supplier<Services> opener;
    private @Nullable Services opened;

    Context(Console console, Supplier<Services> opener) {
        this.console = console;
        this.opener = opener;
    }

    Console console() {
        return console;
    }

    /// Opens the services when they are asked for the first time.
    Services services() {
        var services = opened;
        if (services == null) {
            services = opener.get();
            opened = services;
        }
        return services;
    }

    Summaries summaries() {
        return new Summaries(services().ledger(), console.clock());
    }

    /// The run that an argument names.
    ///
    /// @throws io.darkroom.item.UnusableInput if there is none, or more than one
    RunRecord run(String argument) {
        return new RunNames(services().ledger().runs()).find(argument);
    }
}
