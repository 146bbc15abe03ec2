package io.darkroom.storage;

/// An input image that cannot be used; the message says in a sentence what is wrong and what is
/// allowed.
public final class SourceProblem extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean transientFailure;

    SourceProblem(String message) {
        super(message);
        this.transientFailure = false;
    }

    SourceProblem(String message, Throwable cause, boolean transientFailure) {
        super(message, cause);
        this.transientFailure = transientFailure;
    }

    /// Whether the same image may well be there later, because a server did not answer in time or
    /// the store could not be reached; false where the reference or the bytes are wrong.
    public boolean transientFailure() {
        return transientFailure;
    }
}
