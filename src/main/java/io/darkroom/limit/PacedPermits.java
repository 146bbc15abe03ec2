package io.darkroom.limit;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// Permits that fall due evenly, by a [Pacer], to those who hold one of so many places on the wire.
///
/// Safe for any number of threads; permits are given in the order of asking.
public final class PacedPermits implements Permits {

    private static final int EVERYBODY = 1_000_000;

    private final Semaphore calls;
    private final Semaphore line = new Semaphore(1, true);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final LongSupplier nanoTime;
    private final Pacer pacer;
    private volatile boolean closed;

    /// @param perMinute requests in any 60 seconds, at least 1
    /// @param concurrency requests on the wire at once, at least 1
    /// @param nanoTime a monotonic clock such as `System::nanoTime`
    public PacedPermits(int perMinute, int concurrency, LongSupplier nanoTime) {
        this.calls = new Semaphore(concurrency, true);
        this.nanoTime = nanoTime;
        this.pacer = new Pacer(perMinute, nanoTime.getAsLong());
    }

    @Override
    public boolean acquire() throws InterruptedException {
        calls.acquire();
        boolean due = false;
        try {
            due = waitForTurn();
            return due;
        } finally {
            if (!due) {
                calls.release();
            }
        }
    }

    @Override
    public boolean renew() throws InterruptedException {
        return waitForTurn();
    }

    @Override
    public void release() {
        calls.release();
    }

    @Override
    public void pause(Duration time) {
        lock.lock();
        try {
            pacer.pauseUntil(nanoTime.getAsLong() + time.toNanos());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        closed = true;
        calls.release(EVERYBODY);
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean waitForTurn() throws InterruptedException {
        line.acquire();
        try {
            return waitUntilDue();
        } finally {
            line.release();
        }
    }

    private boolean waitUntilDue() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long wait = pacer.delay(nanoTime.getAsLong());
            while (wait > 0 && !closed) {
                changed.awaitNanos(wait);
                wait = pacer.delay(nanoTime.getAsLong());
            }
            if (!closed) {
                pacer.take(nanoTime.getAsLong());
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }
}
