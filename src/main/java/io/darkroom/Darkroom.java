package io.darkroom;

import io.darkroom.cli.CommandLineApp;
import io.darkroom.cli.Terminal;

/// Starts Darkroom.
public final class Darkroom {

    private Darkroom() {}

    /// Runs one command and exits with its code; `--help` lists the commands.
    static void main(String[] args) {
        int code;
        try (var services = new SpringServices()) {
            var app = new CommandLineApp(services::open, System.out, System.err, Terminal.detect(),
                    System.in);
            code = app.execute(args);
        }
        System.exit(code);
    }
}
