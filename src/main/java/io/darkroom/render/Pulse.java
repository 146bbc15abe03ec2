package io.darkroom.render;

import io.darkroom.engine.RunControl;
import io.darkroom.engine.Stop;
import io.darkroom.item.RunId;
import io.darkroom.ledger.Ledger;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/// Once a second: says that the worker lives, asks whether it still owns the job, and listens for
/// the operator.
final class Pulse implements AutoCloseable {

    /// Beats between two looks for what a worker has claimed that did not know yet that it lost the
    /// lock.
    private static final int TAKE_BACK_EVERY = 10;

    private final Ledger ledger;
    private final Predecessors predecessors;
    private final RunId run;
    private final String owner;
    private final BooleanSupplier lockHeld;
    private final Fence fence;
    private final RunControl control;
    private final Thread thread;

    Pulse(Ledger ledger, RunId run, String owner, BooleanSupplier lockHeld, Fence fence,
            RunControl control) {
        this.ledger = ledger;
        this.predecessors = new Predecessors(ledger);
        this.run = run;
        this.owner = owner;
        this.lockHeld = lockHeld;
        this.fence = fence;
        this.control = control;
        this.thread = Thread.ofVirtual().name("pulse-" + run).start(this::beat);
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void beat() {
        try {
            for (long beats = 1;; beats++) {
                TimeUnit.SECONDS.sleep(1);
                once(beats % TAKE_BACK_EVERY == 0);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void once(boolean takeBack) {
        long asked = System.nanoTime();
        if (lockHeld.getAsBoolean()) {
            fence.confirm(asked);
        } else {
            control.halt(Stop.Reason.LOCK_LOST,
                    "The lock on the job was lost; another process may have taken it over");
        }
        try {
            ledger.workers().heartbeat(owner);
            if (takeBack && fence.holds()) {
                predecessors.takeBack(run, owner);
            }
            if (ledger.runs().requested(run).isPresent()) {
                control.drain();
            }
        } catch (DataAccessException | TransactionException _) {
            // The lanes meet the same trouble, say so, and decide how long to wait.
            return;
        }
    }
}
