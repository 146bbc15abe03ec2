package io.darkroom.provider;

import io.darkroom.item.Usd;
import java.net.URI;
import java.util.Optional;

/// What a 2xx answer holds.
sealed interface Answer {

    /// The image, which is in the landing now.
    record Landed(Optional<Usd> cost) implements Answer {}

    /// The image's address.
    record Elsewhere(URI uri, Optional<Usd> cost) implements Answer {}

    /// A job that is not done.
    ///
    /// @param poll where to ask for it; empty if the answer does not say
    record Pending(Optional<URI> poll) implements Answer {}

    /// A job that ended without an image.
    record JobFailed(ErrorText error) implements Answer {}

    /// Nothing that can be used.
    record Unusable(String why) implements Answer {}
}
