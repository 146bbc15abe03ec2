package io.darkroom.template;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// One step that changes a value on its way into a template, named as Liquid names it.
///
/// @param arguments as many as the kind takes
record Filter(Kind kind, List<String> arguments) {

    private static final Pattern LINE_BREAKS = Pattern.compile("(?:\\s*(?:\\R|\\\\n))+\\s*");

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
        /// One space for each line break, also one that is written as `\n`.
        STRIP_NEWLINES(0, 0, "strip_newlines"),
        /// At most so many characters, among them the dots that say that something was cut.
        TRUNCATE(1, 2, "truncate: 80"),
        /// At most so many words, and dots that say that something was cut.
        TRUNCATEWORDS(1, 2, "truncatewords: 20"),
        /// Each occurrence of the first text becomes the second.
        REPLACE(2, 2, "replace: \"…\", \"…\""),
        /// Several values of one, between occurrences of a text.
        SPLIT(1, 1, "split: \",\""),
        /// The first of several values.
        FIRST(0, 0, "first"),
        /// The last of several values.
        LAST(0, 0, "last"),
        /// One value of several, with a text between them.
        JOIN(1, 1, "join: \", \""),
        /// As part of a URL.
        URL_ENCODE(0, 0, "url_encode");

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
            boolean countFirst = this == TRUNCATE || this == TRUNCATEWORDS;
            boolean textFirst = this == REPLACE || this == SPLIT;
            return arguments.size() >= least && arguments.size() <= most
                    && (!countFirst || arguments.getFirst().matches("[1-9]\\d{0,5}"))
                    && (!textFirst || !arguments.getFirst().isEmpty());
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

    /// One value or several become one or several.
    List<String> apply(List<String> values) {
        return switch (kind) {
            case DEFAULT -> values.stream().allMatch(String::isBlank) ? arguments : values;
            case SPLIT -> values.stream().flatMap(this::split).toList();
            case FIRST -> values.stream().limit(1).toList();
            case LAST -> values.stream().skip(Math.max(0, values.size() - 1)).toList();
            case JOIN -> List.of(String.join(arguments.getFirst(), values));
            case UPCASE, DOWNCASE, CAPITALIZE, STRIP, STRIP_HTML, STRIP_NEWLINES, TRUNCATE,
                    TRUNCATEWORDS, REPLACE, URL_ENCODE ->
                values.stream().map(this::change).toList();
        };
    }

    private String change(String value) {
        return switch (kind) {
            case UPCASE -> value.toUpperCase(Locale.ROOT);
            case DOWNCASE -> value.toLowerCase(Locale.ROOT);
            case CAPITALIZE -> capitalized(value);
            case STRIP -> value.strip();
            case STRIP_HTML -> Html.text(value);
            case STRIP_NEWLINES -> LINE_BREAKS.matcher(value).replaceAll(" ").strip();
            case TRUNCATE -> truncated(value);
            case TRUNCATEWORDS -> truncatedWords(value);
            case REPLACE -> value.replace(arguments.getFirst(), arguments.getLast());
            case URL_ENCODE -> URLEncoder.encode(value, StandardCharsets.UTF_8);
            case DEFAULT, SPLIT, FIRST, LAST, JOIN -> value;
        };
    }

    private Stream<String> split(String value) {
        return Pattern.compile(arguments.getFirst(), Pattern.LITERAL).splitAsStream(value)
                .map(String::strip).filter(text -> !text.isEmpty());
    }

    private String truncatedWords(String value) {
        int most = Integer.parseInt(arguments.getFirst());
        var words = value.strip().split("\\s+");
        var dots = arguments.size() > 1 ? arguments.getLast() : "...";
        return words.length <= most
                ? value
                : String.join(" ", Arrays.asList(words).subList(0, most)) + dots;
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
