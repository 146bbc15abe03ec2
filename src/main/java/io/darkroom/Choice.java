package io.darkroom;

import io.darkroom.item.UnusableInput;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// A setting that is one of a few words.
final class Choice {

    private Choice() {}

    /// The constant with a name, case ignored.
    ///
    /// @throws UnusableInput if there is none
    static <E extends Enum<E>> E of(String setting, String value, E[] constants) {
        return Arrays.stream(constants).filter(c -> c.name().equalsIgnoreCase(value.strip()))
                .findFirst().orElseThrow(() -> new UnusableInput(setting + " \"" + value
                        + "\": one of " + Arrays.stream(constants)
                                .map(c -> c.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))));
    }
}
