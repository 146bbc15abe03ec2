package io.darkroom.storage;

/// The store cannot be reached or refuses; the message says in plain words why and what to do.
///
/// No image is lost by it: what was to be stored is still in the spool.
public final class StoreUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// @param message a whole sentence
    public StoreUnavailable(String message) {
        super(message);
    }

    /// @param cause what the client met
    public StoreUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
