package io.darkroom.render;

import io.darkroom.engine.EngineClock;
import io.darkroom.engine.Ownership;
import java.time.Duration;

/// Remembers when the job's lock was last seen to stand. A worker that could not look for a while,
/// because it was suspended or its network is cut, fences itself before the server can give the
/// lock to another. Safe for any number of threads.
final class Fence implements Ownership {

    /// Shorter than what the server waits for a silent client; see
    /// [io.darkroom.ledger.JobLocks#SILENCE].
    private static final Duration TRUSTED = Duration.ofSeconds(10);

    private final EngineClock clock;
    private volatile long seen;

    Fence(EngineClock clock) {
        this.clock = clock;
        this.seen = clock.nanoTime();
    }

    /// The lock was seen to stand.
    ///
    /// @param asked the clock's reading before the question
    void confirm(long asked) {
        seen = asked;
    }

    @Override
    public boolean holds() {
        return clock.nanoTime() - seen < TRUSTED.toNanos();
    }
}
