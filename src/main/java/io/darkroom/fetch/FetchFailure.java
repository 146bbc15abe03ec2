package io.darkroom.fetch;

import java.io.IOException;

/// A download that did not happen; the message is a sentence that can be shown to the user and
/// holds neither query nor fragment of the URL, which may carry a signature.
public final class FetchFailure extends IOException {

    private static final long serialVersionUID = 1L;

    private final Kind kind;

    FetchFailure(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    FetchFailure(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /// What this means for another try.
    public Kind kind() {
        return kind;
    }

    /// What a failure means for another try.
    public enum Kind {

        /// The policy forbids it; the same URL will always be refused.
        REFUSED,
        /// The server says there is nothing, or nothing for us (403, 404, 410 and their like).
        GONE,
        /// Time-out, reset, 429 or 5xx: later it may work.
        TRANSIENT,
        /// More bytes than allowed.
        TOO_BIG
    }
}
