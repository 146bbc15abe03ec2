package io.darkroom;

import io.darkroom.cli.CommandLineApp;
import io.darkroom.cli.Terminal;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// Starts Darkroom.
public final class Darkroom {

    private Darkroom() {}

    /// Runs one command and exits with its code; `--help` lists the commands.
    static void main(String[] args) {
        int code;
        try (var services = new SpringServices()) {
            var app = new CommandLineApp(services::open, utf8(FileDescriptor.out),
                    utf8(FileDescriptor.err), Terminal.detect(), System.in);
            code = app.execute(args);
        }
        System.exit(code);
    }

    /// Progress bars and product names need more than what a cron job's locale offers.
    private static PrintStream utf8(FileDescriptor file) {
        return new PrintStream(new BufferedOutputStream(new FileOutputStream(file)), true,
                StandardCharsets.UTF_8);
    }
}
