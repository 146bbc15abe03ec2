package io.darkroom.sandbox;

/// Why a request gets no image: status and code as they are answered.
final class Refusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final long retryAfterSeconds;

    Refusal(int status, String code, String message) {
        this(status, code, message, -1);
    }

    /// @param retryAfterSeconds -1: not sent
    Refusal(int status, String code, String message, long retryAfterSeconds) {
        super(message);
        this.status = status;
        this.code = code;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    /// What `Retry-After` says; `""`: it is not sent.
    String retryAfter() {
        return retryAfterSeconds < 0 ? "" : Long.toString(retryAfterSeconds);
    }
}
