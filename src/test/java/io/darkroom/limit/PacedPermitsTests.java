package io.darkroom.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class PacedPermitsTests {

    private static final int FAST = 100_000;

    private final AtomicLong clock = new AtomicLong();

    @Test
    void letsSoManyOnTheWireAtOnce() throws InterruptedException {
        var permits = new PacedPermits(FAST, 3, System::nanoTime);
        var now = new AtomicInteger();
        var most = new AtomicInteger();
        join(start(30, () -> {
            permits.acquire();
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            Thread.onSpinWait();
            now.decrementAndGet();
            permits.release();
        }));
        assertThat(most.get()).isBetween(1, 3);
    }

    @Test
    void givesPermitsInTheOrderOfAsking() throws InterruptedException {
        var permits = new PacedPermits(FAST, 1, System::nanoTime);
        var order = new ConcurrentLinkedQueue<Integer>();
        permits.acquire();
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < 10; i++) {
            int number = i;
            threads.add(waiting(() -> {
                permits.acquire();
                order.add(number);
                permits.release();
            }));
        }
        permits.release();
        join(threads);
        assertThat(List.copyOf(order)).hasSize(10).isSorted();
    }

    @Test
    void waitsForItsTurnWhenOthersAreDueFirst() throws InterruptedException {
        var permits = new PacedPermits(6_000, 8, System::nanoTime);
        long before = System.nanoTime();
        join(start(20, () -> {
            permits.acquire();
            permits.release();
        }));
        assertThat(System.nanoTime() - before).isGreaterThan(Duration.ofMillis(150).toNanos());
    }

    @Test
    void closeWakesAllWhoWait() throws InterruptedException {
        var permits = new PacedPermits(1, 4, clock::get);
        assertThat(permits.acquire()).isTrue();
        var answers = Collections.synchronizedList(new ArrayList<Boolean>());
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < 20; i++) {
            threads.add(waiting(() -> answers.add(permits.acquire())));
        }
        permits.close();
        join(threads);
        assertThat(answers).hasSize(20).containsOnly(false);
        assertThat(permits.acquire()).isFalse();
    }

    @Test
    void aPauseHoldsEverybodyBack() throws InterruptedException {
        var permits = new PacedPermits(FAST, 2, clock::get);
        permits.pause(Duration.ofSeconds(30));
        var held = waiting(permits::acquire);
        held.interrupt();
        held.join();
        clock.set(Duration.ofSeconds(30).toNanos());
        assertThat(permits.acquire()).isTrue();
    }

    @Test
    void whoIsInterruptedGivesThePlaceBack() throws InterruptedException {
        var permits = new PacedPermits(FAST, 1, clock::get);
        permits.pause(Duration.ofSeconds(30));
        for (int i = 0; i < 3; i++) {
            var impatient = waiting(permits::acquire);
            impatient.interrupt();
            impatient.join();
        }
        clock.set(Duration.ofSeconds(30).toNanos());
        assertThat(permits.acquire()).isTrue();
    }

    private interface Work {

        void run() throws InterruptedException;
    }

    private static List<Thread> start(int count, Work work) {
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < count; i++) {
            threads.add(start(work));
        }
        return threads;
    }

    private static Thread start(Work work) {
        return Thread.ofVirtual().start(() -> {
            try {
                work.run();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /// Returns when the thread waits, so that the next one comes after it.
    private static Thread waiting(Work work) {
        var thread = start(work);
        while (thread.getState() != Thread.State.WAITING
                && thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        return thread;
    }

    private static void join(List<Thread> threads) throws InterruptedException {
        for (var thread : threads) {
            thread.join();
        }
    }
}
