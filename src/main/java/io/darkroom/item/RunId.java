package io.darkroom.item;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/// The name of a run, such as `20261122-153042-7f3a9c`: UTC start time and six random hex digits,
/// so that names sort by time, can be typed, and two starts in one second differ.
public record RunId(String value) {

    private static final Pattern FORM = Pattern.compile("\\d{8}-\\d{6}-[0-9a-f]{6}");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")
            .withZone(ZoneOffset.UTC);

    /// @throws IllegalArgumentException if the value has another form
    public RunId {
        if (!isWellFormed(value)) {
            throw new IllegalArgumentException("Not a run id: " + value);
        }
    }

    /// A new name for a run that starts now.
    public static RunId create(Instant now, RandomGenerator random) {
        return new RunId(TIME.format(now) + "-" + "%06x".formatted(random.nextInt(1 << 24)));
    }

    /// Whether a text has the form of a run id; says nothing about whether such a run exists.
    public static boolean isWellFormed(String text) {
        return FORM.matcher(text).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
