package io.darkroom.report;

import io.darkroom.ledger.Counts;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Where a run stands while it works.
///
/// @param perMinute requests a minute, measured over the last minute or, if the worker is younger,
/// since it began; 0 if nothing was sent
/// @param forecast when the last item will have ended if the rate stays; empty if nothing moves
public record Progress(String job, Counts counts, double perMinute, Optional<Instant> forecast) {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    // Before that, a rate would be noise.
    private static final Duration LEAST = Duration.ofSeconds(2);

    /// Items with nothing left to do.
    public long done() {
        return counts.total() - counts.left();
    }

    static Progress of(String job, Counts counts, Duration atWork, Instant now) {
        double perMinute = rate(counts, atWork);
        return new Progress(job, counts, perMinute, forecast(counts.left(), perMinute, now));
    }

    private static double rate(Counts counts, Duration atWork) {
        var measured = atWork.compareTo(MINUTE) < 0 ? atWork : MINUTE;
        return measured.compareTo(LEAST) < 0
                ? 0
                : counts.requestsLastMinute() * 60_000.0 / measured.toMillis();
    }

    private static Optional<Instant> forecast(long left, double perMinute, Instant now) {
        return left == 0 || perMinute <= 0
                ? Optional.empty()
                : Optional.of(now.plusMillis((long) (left * 60_000.0 / perMinute)));
    }
}
