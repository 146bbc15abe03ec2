package io.darkroom.provider;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How long a far side asks to be left alone, 0 to 15 minutes whatever it says.
///
/// Reads seconds and the three date forms of RFC 9110, section 5.6.7, without looking at the day of
/// the week, and "try again in 51.8s" in a message.
final class RetryAfter {

    static final Duration LONGEST = Duration.ofMinutes(15);

    private static final Pattern SECONDS = Pattern.compile("[+-]?\\d+(\\.\\d+)?");
    private static final Pattern IN_TEXT = Pattern.compile(
            "(?i)(?:try again|retry)\\s+(?:in|after)\\s+(\\d{1,9}(?:\\.\\d+)?)\\s*(ms|s|m|h)?");
    private static final String CLOCK = "(?<h>\\d{1,2}):(?<m>\\d\\d):(?<s>\\d\\d)";
    private static final Pattern DATE = Pattern.compile(
            "(?i)(?:[a-z]+,\\s*)?(?<day>\\d{1,2})[ -](?<month>[a-z]{3})[a-z]*[ -](?<year>\\d{2,4})\\s+"
                    + CLOCK + ".*");
    private static final Pattern ASCTIME = Pattern
            .compile("(?i)[a-z]+\\s+(?<month>[a-z]{3})[a-z]*\\s+(?<day>\\d{1,2})\\s+" + CLOCK
                    + "\\s+(?<year>\\d{4}).*");

    private RetryAfter() {}

    /// @param header the value of `Retry-After`, `""` if there was none
    /// @param text the message, read only where the header says nothing
    static Optional<Duration> of(String header, String text, Instant now) {
        var said = header.strip();
        if (SECONDS.matcher(said).matches()) {
            return Optional.of(clamp(Double.parseDouble(said)));
        }
        return date(said).map(then -> clamp(Duration.between(now, then).toMillis() / 1000.0))
                .or(() -> inText(text));
    }

    private static Optional<Instant> date(String text) {
        for (var form : new Pattern[]{DATE, ASCTIME}) {
            var match = form.matcher(text);
            if (match.matches()) {
                return instant(match);
            }
        }
        return Optional.empty();
    }

    private static Optional<Instant> instant(Matcher match) {
        try {
            return month(match.group("month"))
                    .map(month -> LocalDateTime
                            .of(year(match.group("year")), month, number(match, "day"),
                                    number(match, "h"), number(match, "m"),
                                    Math.min(59, number(match, "s")))
                            .toInstant(ZoneOffset.UTC));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Optional<Month> month(String name) {
        return Arrays.stream(Month.values())
                .filter(m -> m.name().startsWith(name.toUpperCase(Locale.ROOT))).findFirst();
    }

    private static int year(String digits) {
        int year = Integer.parseInt(digits);
        return year < 100 ? 2000 + year : year;
    }

    private static int number(Matcher match, String group) {
        return Integer.parseInt(match.group(group));
    }

    private static Optional<Duration> inText(String text) {
        var match = IN_TEXT.matcher(text);
        if (!match.find()) {
            return Optional.empty();
        }
        var unit = Optional.ofNullable(match.group(2)).orElse("s").toLowerCase(Locale.ROOT);
        double factor = switch (unit) {
            case "ms" -> 0.001;
            case "m" -> 60;
            case "h" -> 3600;
            default -> 1;
        };
        return Optional.of(clamp(Double.parseDouble(match.group(1)) * factor));
    }

    private static Duration clamp(double seconds) {
        double sane = Math.clamp(seconds, 0, (double) LONGEST.toSeconds());
        return Duration.ofMillis((long) Math.ceil(sane * 1000));
    }
}
