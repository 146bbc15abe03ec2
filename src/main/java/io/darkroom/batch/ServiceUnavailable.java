package io.darkroom.batch;

/// The database or the bucket cannot be used; nothing new was sent. The command line exits with 5.
public final class ServiceUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// @param message what cannot be used, and what happens next
    public ServiceUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
