package io.darkroom.provider;

import java.io.IOException;

/// An exchange that ended without a whole answer.
final class WireFailure extends IOException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final boolean begun;

    WireFailure(String code, String message, boolean begun) {
        super(message);
        this.code = code;
        this.begun = begun;
    }

    /// `TIMEOUT`, `INTERRUPTED` or `CONNECTION_LOST`.
    String code() {
        return code;
    }

    /// Whether a part of the body may have been written. Without any of it the far side never had a
    /// whole request (RFC 9112, section 8) and cannot have acted on one.
    boolean begun() {
        return begun;
    }
}
