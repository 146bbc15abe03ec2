package io.darkroom.provider;

import java.net.URI;

/// Where an image that was accepted or made can be had.
public record Note(Kind kind, URI uri) {

    /// What is found at the address.
    public enum Kind {

        /// The image itself.
        RESULT,
        /// The state of a job, which ends with the image.
        POLL
    }
}
