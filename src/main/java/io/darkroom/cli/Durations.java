package io.darkroom.cli;

import java.time.Duration;

/// Durations as people say them.
final class Durations {

    private Durations() {}

    /// Such as `41 s`, `3 min 20 s` or `2 h 5 min`; negative ones are `0 s`.
    static String text(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        return seconds < 3600
                ? pair(seconds / 60, "min", seconds % 60, "s")
                : pair(seconds / 3600, "h", seconds % 3600 / 60, "min");
    }

    private static String pair(long large, String largeUnit, long small, String smallUnit) {
        return large + " " + largeUnit + (small == 0 ? "" : " " + small + " " + smallUnit);
    }
}
