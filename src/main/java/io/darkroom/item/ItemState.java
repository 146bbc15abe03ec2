package io.darkroom.item;

/// Where an item stands. `src/docs/states.md` draws the transitions.
public enum ItemState {

    /// The entry cannot be used, or has no price under a budget; no request will be sent for it.
    INVALID,
    /// To be sent, now or after its `not_before`.
    PENDING,
    /// Held by a lane: waiting for a permit, on the wire, or on its way into the bucket.
    CLAIMED,
    /// Answered and paid; the bytes are in the spool and not yet in the bucket.
    RENDERED,
    /// The output is in the bucket and its hash is in the ledger.
    SUCCEEDED,
    /// Refused by the provider's content policy; never sent again unchanged.
    REJECTED,
    /// Ended without an output: a permanent error, or the tries are used up.
    FAILED,
    /// Perhaps billed, and no output arrived; held until the operator or the policy decides.
    UNKNOWN,
    /// Taken out of the run by the operator before it was sent.
    CANCELLED;

    /// Whether a run has nothing left to do for an item in this state.
    public boolean ended() {
        return switch (this) {
            case PENDING, CLAIMED, RENDERED -> false;
            case INVALID, SUCCEEDED, REJECTED, FAILED, UNKNOWN, CANCELLED -> true;
        };
    }

    /// Whether `darkroom retry` may put an item in this state back.
    public boolean retryable() {
        return this == FAILED || this == UNKNOWN || this == REJECTED;
    }
}
