package io.darkroom.provider;

import io.darkroom.item.ImageOptions;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/// An image API that is paid by the image.
///
/// All methods may be called from many threads at once. What the far side does comes back as an
/// [Outcome], never as an exception.
public interface ImageProvider extends AutoCloseable {

    /// The name that job files use, such as `hinow`.
    String name();

    /// For how long after its first request the API makes and bills an image only once however often
    /// it gets one `Idempotency-Key`; then an unknown outcome may be sent again under its key. Empty:
    /// it does not look at keys.
    Optional<Duration> keyWindow();

    /// What shapes a request beside the [RenderRequest]: where it goes and in which words. Two
    /// requests under one key must agree in it.
    String dialect();

    /// What of an input image is sent: with [Dialect.SendAs#URL] each image of a request is to have
    /// its URL.
    Dialect.SendAs sendAs();

    /// Asks for one image with exactly one POST and lets the answer land.
    ///
    /// Blocks until the outcome is known, on a virtual thread. An interrupt ends the wait, with
    /// [Outcome.Unsent] if nothing can have been asked for yet, otherwise with
    /// [Outcome.Unknown], or [Outcome.Undelivered] once a note is durable; the thread's interrupt
    /// flag is set again.
    Outcome render(RenderRequest request, Landing landing);

    /// Goes on with an answer that was promised earlier: polls or downloads, never submits.
    ///
    /// @param landing one whose note is present
    /// @param options those of the request, which say how long to wait
    /// @throws IllegalStateException if there is no note
    Outcome collect(Landing landing, ImageOptions options);

    /// What is on the account now, in US dollars, negative where it is overdrawn; empty if the API
    /// does not say or cannot be asked. Costs nothing and takes some seconds at most.
    default Optional<BigDecimal> balance() {
        return Optional.empty();
    }

    @Override
    void close();
}
