package io.darkroom.embedded;

/// A server of our own cannot be started or stopped; the message says why, for the user to read.
public final class EmbeddedFailure extends RuntimeException {

    EmbeddedFailure(String sentence) {
        super(sentence);
    }

    EmbeddedFailure(String sentence, Throwable cause) {
        super(sentence + ": " + cause, cause);
    }
}
