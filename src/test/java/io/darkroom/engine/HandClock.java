package io.darkroom.engine;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// A clock that a test moves.
record HandClock(AtomicLong nanos) implements EngineClock {

    @Override
    public long nanoTime() {
        return nanos.get();
    }

    @Override
    public void sleep(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
