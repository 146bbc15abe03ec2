package io.darkroom.engine;

import io.darkroom.limit.Permits;
import io.darkroom.provider.Outcome;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// Watches the outcomes of all lanes of a run for what concerns the whole run: pauses that a
/// provider asks for, and series after which going on would waste money.
///
/// Safe for any number of threads.
final class StopRules {

    private static final int FIRST_REFUSALS = 5;
    private static final int UNUSABLE_IN_A_ROW = 10;
    private static final int UNUSABLE_AT_LEAST = 20;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

    private final RunControl control;
    private final Permits permits;
    private final EngineClock clock;
    private final RandomGenerator random;
    private final Duration patience;
    private long outcomes;
    private long refusals;
    private long unusable;
    private long unusableInARow;
    private int throttledInARow;
    private int unsentInARow;
    private long unsentSince;
    private long pausedUntil = Long.MIN_VALUE;

    StopRules(RunControl control, Permits permits, EngineClock clock, RandomGenerator random,
            Duration patience) {
        this.control = control;
        this.permits = permits;
        this.clock = clock;
        this.random = random;
        this.patience = patience;
    }

    synchronized void observe(Outcome outcome) {
        switch (outcome) {
            case Outcome.Throttled throttled -> throttled(throttled);
            case Outcome.Unsent unsent -> unsent(unsent);
            case Outcome.Halt halt -> control.halt(reason(halt.reason()), halt.message());
            case Outcome.Failed failed when !failed.billed() -> refused(failed);
            case Outcome.Failed failed -> unusable(failed.message());
            case Outcome.Unknown unknown -> unusable(unknown.message());
            case Outcome.Rendered _,Outcome.Undelivered _,Outcome.Rejected _ -> answered();
        }
    }

    /// An answer that was billed turned out to be no image.
    synchronized void observeNoImage(String message) {
        unusable(message);
    }

    private void answered() {
        outcomes++;
        unusableInARow = 0;
        throttledInARow = 0;
        unsentInARow = 0;
    }

    /// 429 is not the item's fault: everybody waits, and a little longer than asked, so that those
    /// who wait do not all come back in the same instant. What was on the wire when the pause began
    /// tells nothing new.
    private void throttled(Outcome.Throttled throttled) {
        unsentInARow = 0;
        long now = clock.nanoTime();
        if (now >= pausedUntil) {
            throttledInARow++;
        }
        var pause = throttled.retryAfter().orElseGet(() -> backOff(throttledInARow))
                .plusMillis(random.nextInt(250));
        pausedUntil = Math.max(pausedUntil, now + pause.toNanos());
        permits.pause(pause);
    }

    private void unsent(Outcome.Unsent unsent) {
        long now = clock.nanoTime();
        unsentSince = unsentInARow == 0 ? now : unsentSince;
        unsentInARow++;
        permits.pause(backOff(unsentInARow));
        if (now - unsentSince > patience.toNanos()) {
            control.halt(Stop.Reason.PROVIDER_UNREACHABLE, "The provider cannot be reached: "
                    + unsent.message());
        }
    }

    private void refused(Outcome.Failed failed) {
        answered();
        refusals++;
        if (refusals == outcomes && refusals == FIRST_REFUSALS) {
            control.halt(Stop.Reason.CONFIGURATION, "The first " + FIRST_REFUSALS
                    + " requests were all refused, the last one with: " + failed.message());
        }
    }

    private void unusable(String message) {
        long inARow = unusableInARow + 1;
        answered();
        unusable++;
        unusableInARow = inARow;
        if (inARow >= UNUSABLE_IN_A_ROW
                || unusable > Math.max(UNUSABLE_AT_LEAST, outcomes / 100)) {
            control.halt(Stop.Reason.TOO_MANY_UNUSABLE,
                    unusable + " requests gave no image and may be billed, the last one: "
                            + message);
        }
    }

    /// Doubles from a second to a minute, with jitter over the upper half.
    private Duration backOff(int inARow) {
        long longest = Math.min(LONGEST_PAUSE.toMillis(), 1000L << Math.min(inARow - 1, 6));
        return Duration.ofMillis(longest / 2 + random.nextLong(longest / 2 + 1));
    }

    private static Stop.Reason reason(Outcome.Reason reason) {
        return switch (reason) {
            case KEY_REFUSED -> Stop.Reason.KEY_REFUSED;
            case NOT_IN_PLAN -> Stop.Reason.NOT_IN_PLAN;
            case UNKNOWN_MODEL -> Stop.Reason.UNKNOWN_MODEL;
            case OUT_OF_CREDIT -> Stop.Reason.OUT_OF_CREDIT;
        };
    }
}
