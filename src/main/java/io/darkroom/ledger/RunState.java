package io.darkroom.ledger;

import java.util.Locale;

/// Where a run stands.
public enum RunState {

    /// Written down, not begun.
    OPEN,
    /// A process works on it, or died doing so: the job's lock tells which.
    RUNNING,
    /// Drained by a signal or by `darkroom stop`; items are left, or the results are to be published.
    STOPPED,
    /// Stopped by policy: key refused, out of credit, budget reached; items are left.
    HALTED,
    /// Nothing is left and nothing ended badly, invalid rows aside.
    COMPLETED,
    /// Nothing is left to send by itself; some items failed, were rejected or are unknown.
    FAILED,
    /// The operator took what was not sent out of it.
    CANCELLED;

    /// Whether `run` starts a new run rather than going on with one in this state.
    public boolean finished() {
        return this == COMPLETED || this == FAILED || this == CANCELLED;
    }

    /// As the summary writes it, in lower case.
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
