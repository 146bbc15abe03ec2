package io.darkroom.provider;

import io.darkroom.provider.Outcome.Failed;

/// The one outcome of an image that was charged and cannot be used.
final class Unusable {

    /// The code of such an outcome.
    static final String CODE = "BILLED_UNUSABLE";

    private Unusable() {}

    static Outcome billed(String why, int status, String requestId) {
        return new Failed(CODE, why, status, requestId, true);
    }
}
