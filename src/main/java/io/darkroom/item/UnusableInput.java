package io.darkroom.item;

/// A manifest, job file, option or setting that cannot be used as a whole; nothing was sent.
///
/// The command line prints the message and exits with 2.
public final class UnusableInput extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// @param message a whole sentence: what is wrong, where, and what is allowed
    public UnusableInput(String message) {
        super(message);
    }

    /// A problem with a place.
    public UnusableInput(Problem problem) {
        super(problem.sentence());
    }

    /// @param cause what the reader met
    public UnusableInput(String message, Throwable cause) {
        super(message, cause);
    }
}
