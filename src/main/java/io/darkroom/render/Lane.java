package io.darkroom.render;

import io.darkroom.engine.Engine;
import io.darkroom.engine.RunControl;
import io.darkroom.engine.Stop;
import io.darkroom.engine.Window;
import io.darkroom.ledger.Claim;
import io.darkroom.ledger.Settlement;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/// One worker slot of a run: keeps its window full, one virtual thread for each claimed item, and
/// settles what they bring back in small groups. Lanes share the run's items; none owns a range.
///
/// Used by one thread at a time.
public final class Lane {

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    private static final Duration SETTLE_EVERY = Duration.ofMillis(200);

    private final Engine engine;
    private final RunControl control;
    private final Duration patience;
    private final Window window;
    private final BlockingQueue<Done> done = new LinkedBlockingQueue<>();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private long ledgerAwaySince;
    private boolean ledgerAway;

    /// @param patience how long the ledger may be away before the run is stopped
    Lane(Engine engine, RunControl control, int size, Duration patience) {
        this.engine = engine;
        this.control = control;
        this.patience = patience;
        this.window = engine.window(size, this::start);
    }

    private record Done(Claim claim, Optional<Settlement> settlement) {}

    /// Works for about a while.
    ///
    /// @return whether there is more to do: false when nothing is left in the run, or when the run
    /// was stopped and all that was in flight is written down
    /// @throws IllegalStateException if the ledger stayed away for longer than the run's patience;
    /// the next start recovers what is in flight
    public boolean work(Duration slice) throws InterruptedException {
        long until = System.nanoTime() + slice.toNanos();
        boolean more = true;
        while (more && System.nanoTime() < until) {
            more = turn();
        }
        return more;
    }

    /// Interrupts what is in flight: requests on the wire become unknown.
    void abort() {
        threads.forEach(Thread::interrupt);
    }

    private boolean turn() throws InterruptedException {
        collect();
        try {
            boolean more = window.turn();
            ledgerAway = false;
            return more;
        } catch (DataAccessException | TransactionException e) {
            waitForLedger(e);
            return true;
        }
    }

    /// Waits for outcomes, no connection held: until the next settlement is due, or half the window
    /// waits for one.
    private void collect() throws InterruptedException {
        long due = System.nanoTime() + SETTLE_EVERY.toNanos();
        while (!window.crowded()) {
            var next = done.poll(due - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (next == null) {
                return;
            }
            window.done(next.claim(), next.settlement());
        }
        for (var next = done.poll(); next != null; next = done.poll()) {
            window.done(next.claim(), next.settlement());
        }
    }

    private void start(Claim claim) {
        var thread = Thread.ofVirtual().name("item-" + claim.item()).unstarted(() -> run(claim));
        threads.add(thread);
        thread.start();
    }

    private void run(Claim claim) {
        var consequence = Optional.<Settlement>empty();
        try {
            consequence = engine.handle(claim);
        } catch (Error e) {
            // Whether a request left is not known here, so the item stays as it is in the ledger.
            LOG.error("Item {} of run {} could not be handled", claim.entryId(), claim.run(), e);
            control.halt(Stop.Reason.INTERNAL, "Item %s could not be handled: %s"
                    .formatted(claim.entryId(), e));
        } finally {
            threads.remove(Thread.currentThread());
            done.add(new Done(claim, consequence));
        }
    }

    /// Keeps the outcomes and tries again; what is in flight goes on, and nothing new is sent.
    private void waitForLedger(Exception cause) throws InterruptedException {
        long now = System.nanoTime();
        if (!ledgerAway) {
            ledgerAway = true;
            ledgerAwaySince = now;
            LOG.warn("The ledger cannot be written; {} outcomes wait for it: {}",
                    window.unsettled(), cause.getMessage());
        }
        if (now - ledgerAwaySince > patience.toNanos()) {
            control.halt(Stop.Reason.LEDGER_UNAVAILABLE,
                    "The ledger cannot be written: " + cause.getMessage());
            throw new IllegalStateException("The ledger stayed away", cause);
        }
        TimeUnit.MILLISECONDS.sleep(SETTLE_EVERY.toMillis());
    }
}
