package io.darkroom.cli;

import io.darkroom.item.Nearest;
import io.darkroom.item.UnusableInput;
import io.darkroom.item.Usd;
import io.darkroom.sandbox.FaultRule;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/// The values of options.
final class Words {

    private static final Pattern DOLLARS = Pattern.compile("\\d{1,7}(\\.\\d{1,6})?");

    private Words() {}

    /// How items are listed.
    enum Format {
        /// For people.
        TABLE,
        /// One JSON object a line.
        JSONL,
        /// RFC 4180 with a header.
        CSV
    }

    static Usd usd(String text) {
        if (!DOLLARS.matcher(text).matches()) {
            throw new TypeConversionException(
                    "'" + text + "' is not US dollars from 0 to 9999999, such as 25.00");
        }
        return Usd.of(text);
    }

    static <E extends Enum<E>> E constant(String text, E[] constants) {
        return Arrays.stream(constants).filter(c -> c.name().equalsIgnoreCase(text.strip()))
                .findFirst().orElseThrow(() -> unknown(text, constants));
    }

    static FaultRule fault(String text) {
        try {
            return FaultRule.parse(text);
        } catch (UnusableInput e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }

    private static TypeConversionException unknown(String text, Enum<?>[] constants) {
        var allowed = Arrays.stream(constants).map(Words::wire).toList();
        return new TypeConversionException("'" + text + "' is not one of "
                + String.join(", ", allowed) + didYouMean(text, allowed));
    }

    /// The constant as users write it.
    static String wire(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /// `; did you mean X?`, or nothing if nothing is near.
    static String didYouMean(String text, List<String> allowed) {
        return Nearest.to(text, allowed).map(near -> "; did you mean " + near + "?").orElse("");
    }
}
