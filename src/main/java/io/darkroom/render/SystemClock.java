package io.darkroom.render;

import io.darkroom.engine.EngineClock;
import java.time.Duration;

/// The machine's own clock.
final class SystemClock implements EngineClock {

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public void sleep(Duration time) throws InterruptedException {
        Thread.sleep(time);
    }
}
