package io.darkroom.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/// What signals mean to a process that works on a run: the first lets it finish what is on the wire,
/// the second ends it at once. Thread-safe.
final class Drain implements AutoCloseable {

    /// What is left of the grace for writing down what is given up.
    private static final Duration LAST = Duration.ofSeconds(5);

    private final Actions actions;
    private final Duration grace;
    private final Consumer<String> say;
    private final AtomicInteger first = new AtomicInteger();
    private final CountDownLatch ended = new CountDownLatch(1);

    /// What can be done about a working process.
    ///
    /// @param drain sends nothing more
    /// @param abort gives up what is on the wire
    /// @param halt ends the process at once with this exit code
    record Actions(Runnable drain, Runnable abort, IntConsumer halt) {}

    /// @param grace time from the first signal until the process should have ended
    Drain(Actions actions, Duration grace, Consumer<String> say) {
        this.actions = actions;
        this.grace = grace;
        this.say = say;
    }

    /// @param number of the signal, such as 2 for SIGINT
    void signal(int number) {
        if (!first.compareAndSet(0, number)) {
            actions.halt().accept(128 + number);
            return;
        }
        actions.drain().run();
        say.accept("waiting up to " + Durations.text(grace) + "; again to stop at once");
        Thread.ofVirtual().name("grace").start(this::abortAfterGrace);
    }

    private void abortAfterGrace() {
        try {
            if (!ended.await(grace.minus(LAST).toMillis(), TimeUnit.MILLISECONDS)) {
                actions.abort().run();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// The exit code of a process that a signal stopped; 0 if none arrived.
    int exitCode() {
        int number = first.get();
        return number == 0 ? 0 : 128 + number;
    }

    /// The work has ended.
    @Override
    public void close() {
        ended.countDown();
    }
}
