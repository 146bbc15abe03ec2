package io.darkroom.engine;

import java.time.Duration;

/// Time as it passes; the wall clock, which may be set, is of no concern here.
public interface EngineClock {

    /// A monotonic reading in nanoseconds, of meaning only beside another one.
    long nanoTime();

    /// Waits.
    void sleep(Duration time) throws InterruptedException;
}
