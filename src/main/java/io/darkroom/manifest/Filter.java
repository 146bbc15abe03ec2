package io.darkroom.manifest;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One step that changes a value on its way into a template, named as Liquid names it.
///
/// @param arguments as many as the kind takes
record Filter(Kind kind, List<String> arguments) {

    /// What there is, with the least and most arguments it takes.
    enum Kind {

        /// Takes the place of a blank value.
        DEFAULT(1, 1, "default: \"…\""),
        /// All letters upper case.
        UPCASE(0, 0, "upcase"),
        /// All letters lower case.
        DOWNCASE(0, 0, "downcase"),
        /// The first letter upper case, the others lower case.
        CAPITALIZE(0, 0, "capitalize"),
        /// No space around.
        STRIP(0, 0, "strip"),
        /// No HTML tags, entities resolved.
        STRIP_HTML(0, 0, "strip_html"),
        /// At most so many characters, among them the dots that say that something was cut.
        TRUNCATE(1, 2, "truncate: 80"),
        /// Each occurrence of the first text becomes the second.
        REPLACE(2, 2, "replace: \"…\", \"…\"");

        private final int least;
        private final int most;
        private final String usage;

        Kind(int least, int most, String usage) {
            this.least = least;
            this.most = most;
            this.usage = usage;
        }

        String usage() {
            return usage;
        }

        /// Whether the arguments will do.
        boolean takes(List<String> arguments) {
            return arguments.size() >= least && arguments.size() <= most
                    && (this != TRUNCATE || arguments.getFirst().matches("[1-9]\\d{0,5}"))
                    && (this != REPLACE || !arguments.getFirst().isEmpty());
        }

        static Optional<Kind> named(String name) {
            return Arrays.stream(values()).filter(kind -> kind.word().equals(name)).findFirst();
        }

        static List<String> names() {
            return Arrays.stream(values()).map(Kind::word).toList();
        }

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    String apply(String value) {
        return switch (kind) {
            case DEFAULT -> value.isBlank() ? arguments.getFirst() : value;
            case UPCASE -> value.toUpperCase(Locale.ROOT);
            case DOWNCASE -> value.toLowerCase(Locale.ROOT);
            case CAPITALIZE -> capitalized(value);
            case STRIP -> value.strip();
            case STRIP_HTML -> Html.text(value);
            case TRUNCATE -> truncated(value);
            case REPLACE -> value.replace(arguments.getFirst(), arguments.getLast());
        };
    }

    private static String capitalized(String value) {
        int first = value.isEmpty() ? 0 : value.offsetByCodePoints(0, 1);
        return value.substring(0, first).toUpperCase(Locale.ROOT)
                + value.substring(first).toLowerCase(Locale.ROOT);
    }

    private String truncated(String value) {
        int most = Integer.parseInt(arguments.getFirst());
        var dots = arguments.size() > 1 ? arguments.getLast() : "...";
        if (value.codePointCount(0, value.length()) <= most) {
            return value;
        }
        int kept = Math.max(0, most - dots.codePointCount(0, dots.length()));
        return value.substring(0, value.offsetByCodePoints(0, kept)) + dots;
    }
}
