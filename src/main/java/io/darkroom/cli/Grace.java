package io.darkroom.cli;

import io.darkroom.item.UnusableInput;
import java.time.Duration;
import java.util.Map;

/// How long a signalled process may take to finish what is on the wire.
final class Grace {

    private static final String NAME = "DARKROOM_GRACE_SECONDS";
    private static final String USUAL = "600";

    private Grace() {}

    /// From the environment; 10 minutes if it says nothing, which the slowest request fits into.
    ///
    /// @throws UnusableInput if it is not a whole number from 5 to 86,400
    static Duration of(Map<String, String> environment) {
        var text = environment.getOrDefault(NAME, USUAL);
        int seconds = text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
        if (seconds < 5 || seconds > 86_400) {
            throw new UnusableInput(NAME + " \"" + text + "\": seconds from 5 to 86400");
        }
        return Duration.ofSeconds(seconds);
    }
}
