package io.darkroom.render;

import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/// Lets a number of durable operations take place, and then nothing any more, as if the process had
/// been killed there.
final class OperationCount implements HaltingPorts.Fate {

    /// Each stands before an operation.
    private static final Set<CrashPoint> OPERATIONS = EnumSet.of(CrashPoint.OPEN, CrashPoint.SEND,
            CrashPoint.NOTE, CrashPoint.IMAGE, CrashPoint.COLLECT, CrashPoint.WHOLE,
            CrashPoint.SEAL, CrashPoint.PUT, CrashPoint.SETTLE, CrashPoint.DISCARD,
            CrashPoint.KEEP, CrashPoint.BRING_BACK);

    private final int last;
    private final AtomicInteger operations = new AtomicInteger();

    /// @param last how many operations take place
    OperationCount(int last) {
        this.last = last;
    }

    /// The end of the process, as far as its ports can see.
    static final class Halted extends Error {

        private static final long serialVersionUID = 1L;

        Halted() {
            super("halted", null, false, false);
        }
    }

    boolean halted() {
        return operations.get() > last;
    }

    @Override
    public void at(CrashPoint point) {
        if (OPERATIONS.contains(point)) {
            operations.incrementAndGet();
        }
        if (halted()) {
            throw new Halted();
        }
    }
}
