package io.darkroom.fetch;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.jspecify.annotations.Nullable;

/// Cancels the request under way when the time for a whole download is over. A socket time-out
/// alone would let a server drip one byte at a time for ever.
final class Deadline implements AutoCloseable {

    private final long end;
    private final Future<?> alarm;
    private boolean passed;
    private @Nullable HttpUriRequestBase underWay;

    Deadline(ScheduledExecutorService timer, Duration limit) {
        this.end = System.nanoTime() + limit.toNanos();
        this.alarm = timer.schedule(this::pass, limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Makes a request the one that is cancelled; at once if the time is over already.
    synchronized void guard(HttpUriRequestBase request) {
        underWay = request;
        if (passed) {
            request.cancel();
        }
    }

    boolean passed() {
        return left().isZero();
    }

    /// The time until the end; zero after it.
    Duration left() {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    private synchronized void pass() {
        passed = true;
        if (underWay != null) {
            underWay.cancel();
        }
    }

    @Override
    public void close() {
        alarm.cancel(false);
    }
}
