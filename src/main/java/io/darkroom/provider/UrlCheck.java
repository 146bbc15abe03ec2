package io.darkroom.provider;

import io.darkroom.fetch.Reach;
import io.darkroom.item.UnusableInput;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// Refuses to send input images as URLs where that cannot work, before anything is sent.
///
/// @param bucket the endpoint of the bucket that the URLs lead to; empty: AWS
record UrlCheck(Optional<URI> bucket) {

    /// @param keyWindow for how long the API knows a key; empty: it looks at none
    /// @param api where it is
    /// @throws UnusableInput if the API could not fetch from the URLs, or if they would make a
    /// request that is sent again under its key another one
    void check(Optional<Duration> keyWindow, URI api) {
        if (keyWindow.isPresent()) {
            throw unusable("every request has URLs of its own, and one that is sent again under an"
                    + " Idempotency-Key that is honoured has to say the same; set send-as to data"
                    + " (DARKROOM_HINOW_SENDAS=data), or idempotency to ignored");
        }
        bucket.filter(endpoint -> !Reach.of(endpoint).includes(Reach.of(api)))
                .ifPresent(endpoint -> {
                    throw unusable("the bucket at " + endpoint + " cannot be reached from " + api
                            + ", which is to fetch the input images there; set send-as to data"
                            + " (DARKROOM_HINOW_SENDAS=data), or use a bucket that it can reach");
                });
    }

    private static UnusableInput unusable(String why) {
        return new UnusableInput("darkroom.hinow.send-as is url: " + why);
    }
}
