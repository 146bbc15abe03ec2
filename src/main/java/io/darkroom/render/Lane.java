package io.darkroom.render;

import io.darkroom.item.ItemState;
import io.darkroom.ledger.Claim;
import io.darkroom.ledger.Claims;
import io.darkroom.ledger.Settlement;
import io.darkroom.storage.Spool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

    private final RenderOrder order;
    private final String owner;
    private final int window;
    private final Claims claims;
    private final ItemTask task;
    private final Rules rules;
    private final Spool spool;
    private final Shelf shelf;
    private final RunControl control;
    private final BlockingQueue<Done> done = new LinkedBlockingQueue<>();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final List<Settlement> unsettled = new ArrayList<>();
    private int inFlight;
    private long ledgerAwaySince;

    Lane(RenderOrder order, String owner, int window, Claims claims, ItemTask task, Rules rules,
            Spool spool, Shelf shelf, RunControl control) {
        this.order = order;
        this.owner = owner;
        this.window = window;
        this.claims = claims;
        this.task = task;
        this.rules = rules;
        this.spool = spool;
        this.shelf = shelf;
        this.control = control;
    }

    private record Done(Optional<Settlement> settlement) {}

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
            settle();
            claim();
            ledgerAwaySince = 0;
            return inFlight > 0 || (control.sending() && claims.anyLeft(order.run()));
        } catch (DataAccessException | TransactionException e) {
            waitForLedger(e);
            return true;
        }
    }

    /// Waits for outcomes, no connection held: until the next settlement is due, or half the window
    /// waits for one.
    private void collect() throws InterruptedException {
        long due = System.nanoTime() + SETTLE_EVERY.toNanos();
        while (unsettled.size() <= window / 2) {
            var next = done.poll(due - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (next == null) {
                return;
            }
            accept(next);
        }
        for (var next = done.poll(); next != null; next = done.poll()) {
            accept(next);
        }
    }

    private void accept(Done next) {
        inFlight--;
        next.settlement().ifPresent(unsettled::add);
    }

    private void settle() {
        if (unsettled.isEmpty()) {
            return;
        }
        int held = claims.settle(unsettled);
        if (held < unsettled.size()) {
            LOG.warn("{} of {} items of run {} belonged to somebody else when they were settled",
                    unsettled.size() - held, unsettled.size(), order.run());
        }
        unsettled.forEach(this::tidy);
        unsettled.clear();
    }

    /// Removes an attempt's spool files once the ledger knows that they are not needed.
    private void tidy(Settlement settlement) {
        boolean needed = settlement.to() == ItemState.RENDERED
                || settlement.error().filter(e -> e.code().equals("CONFLICT")).isPresent()
                || (settlement.to() == ItemState.PENDING && settlement.attempt().isEmpty());
        if (!needed) {
            settlement.attempt().map(Settlement.AttemptEnd::id)
                    .or(() -> settlement.claim().attempt().stream().boxed().findFirst())
                    .ifPresent(attempt -> spool.open(attempt).discard());
        }
    }

    private void claim() {
        int free = window - inFlight;
        if (free > 0 && control.sending()) {
            var states = shelf.open()
                    ? new ItemState[]{ItemState.PENDING, ItemState.RENDERED}
                    : new ItemState[]{ItemState.RENDERED};
            claims.claim(order.run(), owner, free, states).forEach(this::start);
        }
    }

    private void start(Claim claim) {
        inFlight++;
        var thread = Thread.ofVirtual().name("item-" + claim.item()).unstarted(() -> run(claim));
        threads.add(thread);
        thread.start();
    }

    private void run(Claim claim) {
        try {
            done.add(new Done(task.run(claim)));
        } catch (InterruptedException _) {
            done.add(new Done(Optional.of(rules.later(claim, "Interrupted"))));
        } catch (RuntimeException | Error e) {
            LOG.error("Item {} of run {} could not be handled; it is looked at again",
                    claim.entryId(), claim.run(), e);
            done.add(new Done(Optional.of(rules.broken(claim, e))));
        } finally {
            threads.remove(Thread.currentThread());
        }
    }

    /// Keeps the outcomes and tries again; what is in flight goes on, and nothing new is sent.
    private void waitForLedger(Exception cause) throws InterruptedException {
        long now = System.nanoTime();
        if (ledgerAwaySince == 0) {
            ledgerAwaySince = now;
            LOG.warn("The ledger cannot be written; {} outcomes wait for it: {}", unsettled.size(),
                    cause.getMessage());
        }
        if (now - ledgerAwaySince > order.patience().toNanos()) {
            control.halt(Stop.Reason.LEDGER_UNAVAILABLE,
                    "The ledger cannot be written: " + cause.getMessage());
            throw new IllegalStateException("The ledger stayed away", cause);
        }
        TimeUnit.MILLISECONDS.sleep(SETTLE_EVERY.toMillis());
    }
}
