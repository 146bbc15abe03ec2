package io.darkroom.limit;

import java.time.Duration;

/// Says when permits fall due, evenly spaced: the generic cell rate algorithm (ITU-T I.371) with a
/// small tolerance. Pure arithmetic on a monotonic clock in nanoseconds; not thread-safe.
///
/// A provider that counts over a sliding minute sees requests arrive with some jitter, so the pace
/// keeps [#HEADROOM] below the rate; a third of what that leaves over in a minute may be used to
/// catch up after a late start, the rest is for the jitter.
final class Pacer {

    /// Share of the allowed rate that is left unused.
    static final double HEADROOM = 0.015;

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final long interval;
    private final long tolerance;
    private long next;

    /// @param perMinute permits in any 60 seconds, at least 1
    /// @param now the clock's reading when the first permit may be taken
    Pacer(int perMinute, long now) {
        if (perMinute < 1) {
            throw new IllegalArgumentException("At least one request a minute: " + perMinute);
        }
        interval = Math.round(MINUTE / (perMinute * (1 - HEADROOM)));
        tolerance = Math.round(MINUTE * HEADROOM / 3);
        next = now;
    }

    /// How long from now until the next permit is due; 0 if it is.
    long delay(long now) {
        return Math.max(0, next - now);
    }

    /// Takes the permit that is due. The one after it is due one interval after this one *was* due,
    /// not after it was taken, so that late wake-ups cost nothing.
    void take(long now) {
        next = Math.max(next, now - tolerance) + interval;
    }

    /// Makes no permit due before a moment.
    void pauseUntil(long moment) {
        next = Math.max(next, moment);
    }
}
