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

    /// The same with nothing in it that is a secret of ours. An address that holds one is no result:
    /// the answer repeats what it was sent.
    default Answer masked(SecretMask mask) {
        return switch (this) {
            case JobFailed(var error) -> new JobFailed(
                    new ErrorText(mask.over(error.code()), mask.over(error.message())));
            case Elsewhere(var uri, _) when mask.covers(uri.toString()) -> repeated();
            case Pending(var poll) when poll.filter(uri -> mask.covers(uri.toString()))
                    .isPresent() ->
                repeated();
            case Landed _,Elsewhere _,Pending _,Unusable _ -> this;
        };
    }

    private static Answer repeated() {
        return new Unusable("The answer repeats an input image's address instead of a result's");
    }
}
