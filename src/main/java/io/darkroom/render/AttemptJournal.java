package io.darkroom.render;

import io.darkroom.engine.RunControl;
import io.darkroom.ledger.Attempts;
import io.darkroom.ledger.Attempts.Intent;
import io.darkroom.ledger.Attempts.Opened;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/// Writes requests down in groups: those that come while one commit is under way share the next.
///
/// While the ledger cannot be written the callers wait, and nothing is sent.
final class AttemptJournal implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AttemptJournal.class);
    private static final int MOST = 256;
    private static final long PAUSE_MS = 500;

    private final BlockingQueue<Wish> wishes = new LinkedBlockingQueue<>();
    private final Attempts attempts;
    private final RunControl control;
    private final Thread writer;

    AttemptJournal(Attempts attempts, RunControl control) {
        this.attempts = attempts;
        this.control = control;
        this.writer = Thread.ofVirtual().name("attempt-journal").start(this::write);
    }

    private record Wish(Intent intent, CompletableFuture<Opened> answer) {}

    /// Waits until the request is written down, or must not be sent.
    Opened open(Intent intent) {
        var wish = new Wish(intent, new CompletableFuture<>());
        wishes.add(wish);
        return wish.answer().join();
    }

    /// Ends the writer; call it when nobody waits any more.
    @Override
    public void close() {
        writer.interrupt();
    }

    private void write() {
        try {
            while (true) {
                var group = new ArrayList<Wish>();
                group.add(wishes.take());
                wishes.drainTo(group, MOST - 1);
                answer(group);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Repeating is safe: a request that the lost commit had opened is found again.
    private void answer(List<Wish> group) throws InterruptedException {
        var intents = group.stream().map(Wish::intent).toList();
        while (true) {
            try {
                var opened = attempts.open(intents);
                for (int i = 0; i < group.size(); i++) {
                    group.get(i).answer().complete(opened.get(i));
                }
                return;
            } catch (DataAccessException | TransactionException e) {
                if (!control.sending()) {
                    group.forEach(wish -> wish.answer().complete(new Opened.Lost()));
                    return;
                }
                LOG.warn("The ledger cannot be written; nothing is sent until it can: {}",
                        e.getMessage());
                Thread.sleep(PAUSE_MS);
            } catch (RuntimeException e) {
                group.forEach(wish -> wish.answer().completeExceptionally(e));
                return;
            }
        }
    }
}
