package io.darkroom.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;

/// Lets through so many requests in any 60 seconds and so many at once; 0 means any number.
final class Gate {

    private static final Duration WINDOW = Duration.ofSeconds(60);

    private final int perMinute;
    private final int atOnce;
    private final InstantSource clock;
    private final Deque<Instant> recent = new ArrayDeque<>();
    private int inside;

    Gate(int perMinute, int atOnce, InstantSource clock) {
        this.perMinute = perMinute;
        this.atOnce = atOnce;
        this.clock = clock;
    }

    /// Lets one in, who has to [#leave()].
    ///
    /// @throws Refusal with status 429 if a limit is reached
    synchronized void enter() throws Refusal {
        var now = clock.instant();
        while (!recent.isEmpty() && !recent.peekFirst().plus(WINDOW).isAfter(now)) {
            recent.pollFirst();
        }
        if (perMinute > 0 && recent.size() >= perMinute) {
            var free = Duration.between(now, recent.getFirst().plus(WINDOW));
            throw new Refusal(429, "rate_limit_exceeded",
                    "Limit of " + perMinute + " requests a minute", free.toSeconds() + 1);
        }
        if (atOnce > 0 && inside >= atOnce) {
            throw new Refusal(429, "too_many_concurrent_requests",
                    "Limit of " + atOnce + " requests at once", 1);
        }
        inside++;
        if (perMinute > 0) {
            recent.addLast(now);
        }
    }

    synchronized void leave() {
        inside--;
    }
}
