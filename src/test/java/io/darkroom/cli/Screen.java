package io.darkroom.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.Supplier;

/// A console whose output is text to look at.
final class Screen {

    static final Instant NOW = Instant.parse("2026-11-22T15:30:00Z");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Terminal terminal;
    private final String typed;

    Screen() {
        this(new Terminal(false, false, 100), "");
    }

    Screen(Terminal terminal, String typed) {
        this.terminal = terminal;
        this.typed = typed;
    }

    Console console() {
        return new Console(new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8), terminal,
                new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    /// Runs a command where opening the services does this.
    int execute(Supplier<Services> services, String... args) {
        return new CommandLineApp(services, console()).execute(args);
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
