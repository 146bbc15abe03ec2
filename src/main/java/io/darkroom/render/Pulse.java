package io.darkroom.render;

import io.darkroom.engine.RunControl;
import io.darkroom.engine.Stop;
import io.darkroom.item.RunId;
import io.darkroom.ledger.Ledger;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/// Once a second: says that the worker lives, asks whether it still owns the job, and listens for
/// the operator. While the lock is away and nobody else has begun, the fence keeps requests back.
final class Pulse implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);

    /// Beats between two looks for what a worker has claimed that did not know yet that it lost the
    /// lock.
    private static final int TAKE_BACK_EVERY = 10;

    /// Longer than a beat takes while the database can be asked.
    private static final Duration LAST_BEAT = Duration.ofSeconds(10);

    private final Ledger ledger;
    private final Predecessors predecessors;
    private final RunId run;
    private final String owner;
    private final BooleanSupplier lockHeld;
    private final Fence fence;
    private final RunControl control;
    private final Duration patience;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread;
    private long lockSeen = System.nanoTime();

    /// @param lockHeld whether the job's lock is held, perhaps again
    /// @param patience how long it may be away
    Pulse(Ledger ledger, RunId run, String owner, BooleanSupplier lockHeld, Fence fence,
            RunControl control, Duration patience) {
        this.ledger = ledger;
        this.predecessors = new Predecessors(ledger);
        this.run = run;
        this.owner = owner;
        this.lockHeld = lockHeld;
        this.fence = fence;
        this.control = control;
        this.patience = patience;
        this.thread = Thread.ofVirtual().name("pulse-" + run).start(this::beat);
    }

    /// Waits for the beat that is under way. It is not interrupted: that would cut the connection that it
    /// asks, and with the lock's connection the lock itself, while the run is still being ended.
    @Override
    public void close() {
        ended.countDown();
        try {
            if (!thread.join(LAST_BEAT)) {
                LOG.info("The database does not answer the pulse of run {}", run);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void beat() {
        try {
            for (long beats = 1; !ended.await(1, TimeUnit.SECONDS); beats++) {
                once(beats % TAKE_BACK_EVERY == 0);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void once(boolean takeBack) {
        long asked = System.nanoTime();
        try {
            if (ledger.workers().takenOver(run, owner)) {
                control.halt(Stop.Reason.LOCK_LOST, "Another process took the job over");
            } else if (lockHeld.getAsBoolean() && !ledger.workers().takenOver(run, owner)) {
                fence.confirm(asked);
                lockSeen = asked;
            }
            ledger.workers().heartbeat(owner);
            if (takeBack && fence.holds()) {
                predecessors.takeBack(run, owner);
            }
            if (ledger.runs().requested(run).isPresent()) {
                control.drain();
            }
        } catch (DataAccessException | TransactionException | IllegalStateException _) {
            // The lanes meet the same trouble, say so, and decide how long to wait.
            return;
        } finally {
            losePatience(asked);
        }
    }

    private void losePatience(long now) {
        if (now - lockSeen > patience.toNanos() && !fence.holds()) {
            control.halt(Stop.Reason.LOCK_LOST,
                    "The lock on the job was lost and could not be taken"
                            + " again; another process may have it");
        }
    }
}
