package io.darkroom.job;

/// What follows when nobody knows whether a request was billed.
public enum OnUnknown {

    /// The item waits for the operator.
    HOLD,
    /// The item is sent again and perhaps billed twice.
    RETRY
}
