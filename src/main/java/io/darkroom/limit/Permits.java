package io.darkroom.limit;

import java.time.Duration;

/// The right to send one request now: so many a minute, and so many on the wire at once.
///
/// One object for all who share a provider's limits.
public interface Permits extends AutoCloseable {

    /// Waits for a permit; give it back with [#release()] when the answer has arrived.
    ///
    /// @return false if the permits were closed, then there is nothing to give back
    /// @throws InterruptedException if the thread is interrupted, then neither
    boolean acquire() throws InterruptedException;

    /// Waits for another turn under a permit that is held and whose turn has passed unused.
    ///
    /// @return false if the permits were closed; the permit is still to be given back
    /// @throws InterruptedException if the thread is interrupted; the same
    boolean renew() throws InterruptedException;

    /// Gives a permit back.
    void release();

    /// Gives no permit for some time from now, to anybody: what a provider asks for with 429.
    void pause(Duration time);

    /// Lets everybody who waits go without a permit, and everybody who comes.
    @Override
    void close();
}
