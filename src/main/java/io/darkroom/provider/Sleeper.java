package io.darkroom.provider;

import java.time.Duration;

/// Waits; a test replaces it by one that does not.
interface Sleeper {

    void sleep(Duration time) throws InterruptedException;
}
