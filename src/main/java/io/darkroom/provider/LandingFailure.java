package io.darkroom.provider;

import java.io.IOException;
import java.io.UncheckedIOException;

/// This machine could not keep what came; unchecked, so that it is not taken for the far side's.
final class LandingFailure extends UncheckedIOException {

    private static final long serialVersionUID = 1L;

    LandingFailure(IOException cause) {
        super("Could not keep what came: " + cause.getMessage(), cause);
    }
}
