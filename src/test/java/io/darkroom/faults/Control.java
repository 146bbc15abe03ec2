package io.darkroom.faults;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The behaviour in force, for threads that wait for another. Thread-safe.
final class Control {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Behaviour now = new Behaviour.Pass();

    Behaviour now() {
        lock.lock();
        try {
            return now;
        } finally {
            lock.unlock();
        }
    }

    void set(Behaviour behaviour) {
        lock.lock();
        try {
            now = behaviour;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits until another behaviour is set, at most for some time.
    ///
    /// @param old must be the very object that was set
    void awaitOther(Behaviour old, Duration atMost) throws InterruptedException {
        lock.lock();
        try {
            long left = atMost.toNanos();
            while (isNow(old) && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Whether the same setting is in force, and not only an equal one.
    @SuppressWarnings("ReferenceEquality")
    boolean isNow(Behaviour old) {
        return now() == old;
    }
}
