package io.darkroom.render;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// Ends this process when it comes to a point for the nth time, as `kill -9` would: no hook runs and
/// nothing is closed.
///
/// @param nth from 1
record Doom(CrashPoint last, int nth, AtomicInteger seen) implements HaltingPorts.Fate {

    /// The exit code of a process that was killed.
    static final int KILLED = 137;

    /// About the middle of an upload to a server on the same machine.
    private static final long IN_THE_MIDDLE_NANOS = 2_000_000;

    Doom(CrashPoint last, int nth) {
        this(last, nth, new AtomicInteger());
    }

    @Override
    public void at(CrashPoint point) {
        boolean upload = last == CrashPoint.PUTTING && point == CrashPoint.PUT;
        if ((upload || point == last) && seen.incrementAndGet() == nth) {
            if (upload) {
                Thread.ofPlatform().start(Doom::haltInTheMiddle);
            } else {
                Runtime.getRuntime().halt(KILLED);
            }
        }
    }

    private static void haltInTheMiddle() {
        LockSupport.parkNanos(IN_THE_MIDDLE_NANOS);
        Runtime.getRuntime().halt(KILLED);
    }
}
