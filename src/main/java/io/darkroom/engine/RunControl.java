package io.darkroom.engine;

import io.darkroom.limit.Permits;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Whether a run may send; once stopped it stays stopped. Safe for any number of threads.
public final class RunControl {

    private final AtomicReference<@Nullable Stop> stop = new AtomicReference<>();
    private final Permits permits;

    /// @param permits closed when the run is stopped
    public RunControl(Permits permits) {
        this.permits = permits;
    }

    /// Sends nothing new; what is in flight is finished and written down.
    public void drain() {
        stop(new Stop.Drained());
    }

    /// The same for a reason that the operator has to see. The first stop is the one that counts.
    public void halt(Stop.Reason reason, String message) {
        stop(new Stop.Halted(reason, message));
    }

    /// Why nothing more is sent; empty while the run goes on.
    public Optional<Stop> stopped() {
        return Optional.ofNullable(stop.get());
    }

    /// Whether a new request may be sent.
    public boolean sending() {
        return stop.get() == null;
    }

    private void stop(Stop why) {
        if (stop.compareAndSet(null, why)) {
            permits.close();
        }
    }
}
