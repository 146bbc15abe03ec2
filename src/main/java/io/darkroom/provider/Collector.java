package io.darkroom.provider;

import io.darkroom.fetch.FetchFailure;
import io.darkroom.fetch.Fetcher;
import io.darkroom.item.Usd;
import io.darkroom.provider.Outcome.Failed;
import io.darkroom.provider.Outcome.Rendered;
import io.darkroom.provider.Outcome.Undelivered;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// Downloads a result that was paid for; the key is not sent along.
///
/// @param maxBytes longest image that is taken
record Collector(Fetcher fetcher, Sleeper sleeper, long maxBytes) {

    private static final int TRIES = 3;
    private static final Duration EACH = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(500);

    /// Notes the address first, so that a crash does not lose what was paid for.
    Outcome download(URI uri, Landing landing, Optional<Usd> cost, String requestId) {
        note(landing, new Note(Note.Kind.RESULT, uri));
        for (int attempt = 1;; attempt++) {
            try {
                return fetched(uri, landing, cost, requestId);
            } catch (FetchFailure e) {
                if (e.kind() != FetchFailure.Kind.TRANSIENT || attempt == TRIES) {
                    return failed(e, requestId);
                }
            }
            if (!pause(PAUSE.multipliedBy(attempt))) {
                return new Undelivered("INTERRUPTED", "Stopped before the download", requestId);
            }
        }
    }

    private Outcome fetched(URI uri, Landing landing, Optional<Usd> cost, String requestId)
            throws FetchFailure {
        try (var image = LandedImage.into(landing)) {
            fetcher.get(uri, image, maxBytes, EACH);
            if (image.looksLikeImage()) {
                return new Rendered(cost, requestId);
            }
            keep(landing, image.head());
            return Unusable.billed("The result is not an image", 200, requestId);
        }
    }

    private static Outcome failed(FetchFailure failure, String requestId) {
        var why = String.valueOf(failure.getMessage());
        return switch (failure.kind()) {
            case TRANSIENT -> new Undelivered("RESULT_UNREACHABLE", why, requestId);
            case GONE, REFUSED -> new Failed("RESULT_GONE", why, 0, requestId, true);
            case TOO_BIG -> Unusable.billed(why, 200, requestId);
        };
    }

    /// Whether the whole time was waited; false: interrupted, and the flag is set again.
    boolean pause(Duration time) {
        try {
            sleeper.sleep(time);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    static void note(Landing landing, Note note) {
        try {
            landing.note(note);
        } catch (IOException e) {
            throw new LandingFailure(e);
        }
    }

    static void keep(Landing landing, byte[] body) {
        try {
            landing.keep(body);
        } catch (IOException e) {
            throw new LandingFailure(e);
        }
    }
}
