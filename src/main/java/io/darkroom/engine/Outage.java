package io.darkroom.engine;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A service that a run needs and that may be away for a while: says so once, and stops the run
/// when it stays away for longer than the run's patience. Safe for any number of threads.
final class Outage {

    private static final Logger LOG = LoggerFactory.getLogger(Outage.class);

    private final Stop.Reason reason;
    private final String trouble;
    private final RunControl control;
    private final EngineClock clock;
    private final Duration patience;
    private boolean on;
    private long since;

    /// @param trouble what is wrong, as a sentence without its end
    Outage(Stop.Reason reason, String trouble, RunControl control, EngineClock clock,
            Duration patience) {
        this.reason = reason;
        this.trouble = trouble;
        this.control = control;
        this.clock = clock;
        this.patience = patience;
    }

    synchronized boolean on() {
        return on;
    }

    synchronized void seen(String cause) {
        long now = clock.nanoTime();
        if (!on) {
            on = true;
            since = now;
            LOG.warn("{}; nothing new is sent meanwhile: {}", trouble, cause);
        } else if (now - since > patience.toNanos()) {
            control.halt(reason, trouble + ": " + cause);
        }
    }

    synchronized void over() {
        if (on) {
            on = false;
            LOG.info("Over: {}", trouble);
        }
    }
}
