package io.darkroom.picture;

/// A decoding process ended, or was ended, before it answered; the message says why in words.
final class DecoderLost extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean late;

    DecoderLost(String message, boolean late, Throwable cause) {
        super(message, cause);
        this.late = late;
    }

    /// Whether it was given all the time there is.
    boolean late() {
        return late;
    }
}
