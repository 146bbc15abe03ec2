package io.darkroom.provider;

import io.darkroom.fetch.FetchFailure;
import io.darkroom.fetch.Fetcher;
import io.darkroom.item.Usd;
import io.darkroom.provider.Outcome.Failed;
import io.darkroom.provider.Outcome.Rendered;
import io.darkroom.provider.Outcome.Undelivered;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Downloads a result that was paid for; the key is not sent along.
///
/// @param maxBytes longest image that is taken
record Collector(Fetcher fetcher, InstantSource clock, Sleeper sleeper, long maxBytes) {

    private static final int TRIES = 3;
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(500);

    /// Notes the address first, so that a crash does not lose what was paid for.
    ///
    /// @param until when to leave it for later; a second is given to it in any case
    Outcome download(URI uri, Landing landing, Optional<Usd> cost, String requestId,
            Instant until) {
        note(landing, new Note(Note.Kind.RESULT, uri));
        for (int attempt = 1;; attempt++) {
            var outcome = fetched(uri, landing, cost, requestId, until);
            boolean last = attempt == TRIES || !clock.instant().isBefore(until);
            if (last || !(outcome instanceof Undelivered)) {
                return outcome;
            }
            if (!pause(PAUSE.multipliedBy(attempt))) {
                return new Undelivered("INTERRUPTED", "Stopped before the download", requestId);
            }
        }
    }

    private Outcome fetched(URI uri, Landing landing, Optional<Usd> cost, String requestId,
            Instant until) {
        try (var image = LandedImage.into(landing)) {
            try {
                fetcher.get(uri, image, maxBytes, time(until));
            } catch (FetchFailure e) {
                return failed(e, uri, image, landing, requestId);
            }
            return image.looksLikeImage()
                    ? new Rendered(cost, requestId)
                    : noImage(image, landing, requestId);
        }
    }

    /// A head that is cut off reads like a whole one without a body.
    private static Outcome noImage(LandedImage image, Landing landing, String requestId) {
        if (image.head().length == 0) {
            return new Undelivered("RESULT_EMPTY", "The result holds no bytes", requestId);
        }
        keep(landing, image.head());
        return Unusable.billed("The result is not an image", 200, requestId);
    }

    private Duration time(Instant until) {
        var left = Duration.between(clock.instant(), until);
        return left.compareTo(LONGEST) > 0
                ? LONGEST
                : left.compareTo(SHORTEST) < 0 ? SHORTEST : left;
    }

    /// What is given up leaves its beginning or its address with the operator.
    private static Outcome failed(FetchFailure failure, URI uri, LandedImage image,
            Landing landing, String requestId) {
        var why = String.valueOf(failure.getMessage());
        return switch (failure.kind()) {
            case TRANSIENT -> new Undelivered("RESULT_UNREACHABLE", why, requestId);
            case GONE, REFUSED -> {
                keep(landing, uri.toString().getBytes(StandardCharsets.UTF_8));
                yield new Failed("RESULT_GONE", why, 0, requestId, true);
            }
            case TOO_BIG -> {
                keep(landing, image.head());
                yield Unusable.billed(why, 200, requestId);
            }
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
