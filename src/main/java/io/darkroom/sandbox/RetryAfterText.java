package io.darkroom.sandbox;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// What stands in `Retry-After`: the three date forms of RFC 9110, section 5.6.7, one in lower case,
/// a date in the year 9999, or any text as it is.
final class RetryAfterText {

    private static final Map<String, DateTimeFormatter> FORMS = Map.of("rfc1123",
            form("EEE, dd MMM yyyy HH:mm:ss 'GMT'"), "lowercase",
            form("EEE, dd MMM yyyy HH:mm:ss 'GMT'"), "rfc850",
            form("EEEE, dd-MMM-yy HH:mm:ss 'GMT'"), "asctime", form("EEE MMM ppd HH:mm:ss yyyy"));
    private static final Pattern DATE = Pattern
            .compile("(rfc1123|lowercase|rfc850|asctime)\\+(\\d{1,9})");

    private RetryAfterText() {}

    /// @param said a form and seconds from now, such as `rfc850+30`; `year9999`; or the text itself
    static String of(String said, Instant now) {
        if (said.equals("year9999")) {
            return "Fri, 31 Dec 9999 23:59:59 GMT";
        }
        var match = DATE.matcher(said);
        if (!match.matches()) {
            return said;
        }
        var then = now.plusSeconds(Long.parseLong(match.group(2))).atOffset(ZoneOffset.UTC);
        var text = FORMS.getOrDefault(match.group(1), DateTimeFormatter.RFC_1123_DATE_TIME)
                .format(then);
        return match.group(1).equals("lowercase") ? text.toLowerCase(Locale.ROOT) : text;
    }

    private static DateTimeFormatter form(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.US);
    }
}
