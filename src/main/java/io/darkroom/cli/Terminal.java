package io.darkroom.cli;

import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/// What the output is shown on.
///
/// @param stderr whether a line on stderr can be redrawn, and questions can be asked
/// @param stdout whether colours are allowed on stdout
/// @param columns width of tables and of the progress line, at least 20
public record Terminal(boolean stderr, boolean stdout, int columns) {

    private static final int LEAST = 20;
    private static final int USUAL = 80;
    private static final int FILE = 200;

    /// @throws IllegalArgumentException if it is narrower than 20 columns
    public Terminal {
        if (columns < LEAST) {
            throw new IllegalArgumentException("At least " + LEAST + " columns: " + columns);
        }
    }

    /// What this process is connected to: the system properties `darkroom.stderr.terminal` and
    /// `darkroom.stdout.terminal` (true or false), which the launcher sets because Java cannot ask
    /// for each stream; otherwise whether Java has a console. `NO_COLOR` (no-color.org) is obeyed.
    public static Terminal detect() {
        return detect(System.getProperties(), System.getenv(),
                Optional.ofNullable(System.console()).filter(console -> console.isTerminal())
                        .isPresent());
    }

    static Terminal detect(Properties properties, Map<String, String> environment,
            boolean console) {
        boolean stderr = is(properties, "darkroom.stderr.terminal", console);
        boolean stdout = is(properties, "darkroom.stdout.terminal", console);
        boolean colour = environment.getOrDefault("NO_COLOR", "").isEmpty();
        int columns = Optional.ofNullable(properties.getProperty("COLUMNS"))
                .or(() -> Optional.ofNullable(environment.get("COLUMNS")))
                .filter(text -> text.matches("\\d{1,4}")).map(Integer::valueOf)
                .orElse(stderr || stdout ? USUAL : FILE);
        return new Terminal(stderr, stdout && colour, Math.max(LEAST, columns));
    }

    private static boolean is(Properties properties, String name, boolean otherwise) {
        return Optional.ofNullable(properties.getProperty(name)).map(Boolean::valueOf)
                .orElse(otherwise);
    }
}
