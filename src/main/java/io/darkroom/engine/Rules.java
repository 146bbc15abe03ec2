package io.darkroom.engine;

import io.darkroom.item.ItemState;
import io.darkroom.item.Sha256;
import io.darkroom.item.Usd;
import io.darkroom.ledger.Claim;
import io.darkroom.ledger.Output;
import io.darkroom.ledger.Settlement;
import io.darkroom.ledger.Settlement.AttemptEnd;
import io.darkroom.ledger.Settlement.End;
import io.darkroom.ledger.Settlement.ItemError;
import io.darkroom.ledger.Settlement.Money;
import io.darkroom.provider.Outcome;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// Turns what came back into what is written down. Pure: the same outcome for the same claim always
/// gives the same settlement.
///
/// @param maxTries requests for one item that may end unknown, at least 1
/// @param repeatUnknown whether a request that was perhaps billed is sent again by itself though it
/// may be billed twice
/// @param keyWindow how long the provider makes and bills an image only once under one key; empty:
/// it does not look at keys
record Rules(int maxTries, boolean repeatUnknown, Optional<Duration> keyWindow) {

    static final String UNUSABLE = "BILLED_UNUSABLE";
    static final String CONFLICT = "CONFLICT";

    /// A result that could not be fetched so often, five seconds apart, is given up.
    private static final int MOST_DELIVERIES = 60;
    private static final int MOST_REPLAYS_OF_UNUSABLE = 2;
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LATER = Duration.ofSeconds(5);

    /// The outcome of a request that left no image in the spool.
    Settlement settle(Claim claim, long attempt, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Rendered _ -> throw new IllegalStateException("An image is stored first");
            case Outcome.Undelivered o when claim.tries() >= MOST_DELIVERIES -> unusable(claim,
                    attempt, 0, o.requestId(), o.code(), o.message());
            case Outcome.Undelivered o -> new Settlement(claim, ItemState.RENDERED,
                    Optional.of(LATER), true,
                    end(attempt, End.RENDERED, 0, o.requestId(), new Money.SpentAsReserved()),
                    Optional.empty(), OptionalLong.empty(), error(o.code(), o.message()));
            case Outcome.Throttled o -> again(claim, o.retryAfter().orElse(SOON), false,
                    end(attempt, End.THROTTLED, o.status(), "", released(claim)),
                    error("THROTTLED", o.message()));
            case Outcome.Unsent o -> again(claim, SOON, false,
                    end(attempt, End.UNSENT, 0, "", released(claim)),
                    error("UNSENT", o.message()));
            case Outcome.Halt o -> again(claim, Duration.ZERO, false,
                    end(attempt, End.HALTED, o.status(), o.requestId(), released(claim)),
                    error(o.reason().name(), o.message()));
            case Outcome.Rejected o -> ended(claim, ItemState.REJECTED,
                    end(attempt, End.REJECTED, o.status(), o.requestId(), released(claim)),
                    error(o.code(), o.message()));
            case Outcome.Failed o when o.billed() -> unusable(claim, attempt, o.status(),
                    o.requestId(), o.code(), o.message());
            case Outcome.Failed o -> ended(claim, ItemState.FAILED,
                    end(attempt, End.FAILED, o.status(), o.requestId(), released(claim)),
                    error(o.code(), o.message()));
            case Outcome.Unknown o -> unknown(claim, attempt, o.status(), o.requestId(), o.code(),
                    o.message());
        };
    }

    /// Perhaps billed: held, or sent again under the same key where that is allowed.
    Settlement unknown(Claim claim, long attempt, int status, String requestId, String code,
            String message) {
        var end = end(attempt, End.UNKNOWN, status, requestId, new Money.Kept());
        if ((repeatUnknown || keyWindow.isPresent()) && claim.tries() + 1 < maxTries) {
            return again(claim, SOON, true, end, error(code, message));
        }
        return ended(claim, ItemState.UNKNOWN, end, error(code, message));
    }

    /// Whether a request now would be billed together with one that was sent before, or not at all.
    boolean replays(Claim claim) {
        return claim.earlier().filter(Claim.Earlier::billed).isPresent() && known(claim);
    }

    /// The end of an item that was perhaps billed and cannot be sent again under its key; empty if
    /// it can, or may be sent anyhow.
    ///
    /// @param request hash of what the request would say now
    Optional<Settlement> stale(Claim claim, Sha256 request) {
        if (keyWindow.isEmpty() || repeatUnknown
                || claim.earlier().filter(Claim.Earlier::billed).isEmpty()) {
            return Optional.empty();
        }
        if (!known(claim)) {
            return Optional.of(ended(claim, ItemState.UNKNOWN, Optional.empty(),
                    error("KEY_TOO_OLD", "The provider may have forgotten the key of the request"
                            + " that was perhaps billed")));
        }
        return claim.earlier().flatMap(Claim.Earlier::request).filter(r -> !r.equals(request))
                .map(_ -> ended(claim, ItemState.UNKNOWN, Optional.empty(),
                        error("REQUEST_CHANGED", "The provider's settings have changed since the"
                                + " request that was perhaps billed, so its key cannot be used")));
    }

    /// Whether the provider surely still knows the claim's key: a tenth of the window is left for
    /// clocks that differ and for the request itself.
    private boolean known(Claim claim) {
        return claim.earlier().flatMap(Claim.Earlier::keyAge).flatMap(age -> keyWindow
                .filter(window -> age.compareTo(window.multipliedBy(9).dividedBy(10)) < 0))
                .isPresent();
    }

    /// What was not billed is given back, unless an earlier request under the same key perhaps was.
    private Money released(Claim claim) {
        return replays(claim) ? new Money.Kept() : new Money.Released();
    }

    /// Billed, and what came is no image: asked for again where that costs nothing.
    Settlement unusable(Claim claim, long attempt, int status, String requestId, String code,
            String message) {
        var end = end(attempt, End.UNUSABLE, status, requestId, new Money.SpentAsReserved());
        int before = claim.earlier().map(Claim.Earlier::unusable).orElse(0);
        return keyWindow.isPresent() && before < MOST_REPLAYS_OF_UNUSABLE
                && claim.tries() < MOST_DELIVERIES + MOST_REPLAYS_OF_UNUSABLE
                        ? again(claim, SOON, true, end, error(code, message))
                        : ended(claim, ItemState.FAILED, end, error(code, message));
    }

    /// The image is in the bucket.
    Settlement stored(Claim claim, Optional<AttemptEnd> end, Output output) {
        return new Settlement(claim, ItemState.SUCCEEDED, Optional.empty(), false, end,
                Optional.of(output), OptionalLong.empty(), Optional.empty());
    }

    /// The image is in the spool and the bucket did not take it yet.
    Settlement kept(Claim claim, Optional<AttemptEnd> end, String message) {
        return new Settlement(claim, ItemState.RENDERED, Optional.of(LATER), false, end,
                Optional.empty(), OptionalLong.empty(), error("NOT_STORED_YET", message));
    }

    /// Something else lies where the image should go; it is not overwritten.
    Settlement conflict(Claim claim, Optional<AttemptEnd> end) {
        return ended(claim, ItemState.FAILED, end, error(CONFLICT, "Another object lies at "
                + claim.outputKey() + "; it was not overwritten, and the image is in the spool"));
    }

    /// An output of another run serves.
    Settlement reused(Claim claim, Claim.Reusable reusable) {
        return new Settlement(claim, ItemState.SUCCEEDED, Optional.empty(), false,
                Optional.empty(), Optional.of(reusable.output()),
                OptionalLong.of(reusable.item()), Optional.empty());
    }

    /// Nothing was sent; somebody may claim the item again after a while.
    Settlement released(Claim claim, Duration delay) {
        return again(claim, delay, false, Optional.empty(), Optional.empty());
    }

    /// Nothing can be said about the item now; it stays as it is and is looked at again.
    Settlement later(Claim claim, String message) {
        return claim.rendered()
                ? kept(claim, Optional.empty(), message)
                : released(claim, LATER);
    }

    /// This program failed. A request that was open stays open, so that the item is in doubt and
    /// not sent again; an item that fails so again and again is held, since nobody knows here whether
    /// a request left.
    Settlement broken(Claim claim, Throwable cause) {
        if (claim.tries() + 1 < maxTries || claim.attempt().isPresent()) {
            return claim.rendered()
                    ? kept(claim, Optional.empty(), cause.toString())
                    : again(claim, LATER, true, Optional.empty(), Optional.empty());
        }
        return ended(claim, ItemState.UNKNOWN, Optional.empty(),
                error("INTERNAL", cause.toString()));
    }

    /// An input image cannot be used; nothing was sent.
    Settlement badInput(Claim claim, String message) {
        return ended(claim, ItemState.FAILED, Optional.empty(), error("INPUT_IMAGE", message));
    }

    /// There is a budget and nobody knows what the image costs; nothing was sent.
    Settlement unpriced(Claim claim) {
        return ended(claim, ItemState.INVALID, Optional.empty(), error("NO_PRICE",
                "There is a budget, and no price is known for %s %s %s; set it in darkroom.prices"
                        .formatted(claim.instruction().mode().name().toLowerCase(Locale.ROOT),
                                claim.options().quality().wire(),
                                claim.options().resolution().wire())
                        + " and run again"));
    }

    /// An answer that was paid for is neither in the spool nor in the bucket any more: asked for
    /// again where that costs nothing.
    Settlement lost(Claim claim) {
        if (replays(claim) && claim.tries() < MOST_DELIVERIES) {
            return again(claim, SOON, true, Optional.empty(), Optional.empty());
        }
        return ended(claim, ItemState.UNKNOWN, Optional.empty(),
                error("LOST", "The answer was billed, and its bytes are neither in the spool nor"
                        + " in the bucket"));
    }

    /// The end of a request that brought an image.
    static Optional<AttemptEnd> rendered(long attempt, Optional<Usd> cost, String requestId) {
        return end(attempt, End.RENDERED, 200, requestId,
                cost.<Money>map(Money.Spent::new).orElseGet(Money.SpentAsReserved::new));
    }

    private static Settlement again(Claim claim, Duration delay, boolean countsAsTry,
            Optional<AttemptEnd> end, Optional<ItemError> error) {
        return new Settlement(claim, ItemState.PENDING, Optional.of(delay), countsAsTry, end,
                Optional.empty(), OptionalLong.empty(), error);
    }

    private static Settlement ended(Claim claim, ItemState state, Optional<AttemptEnd> end,
            Optional<ItemError> error) {
        return new Settlement(claim, state, Optional.empty(), false, end, Optional.empty(),
                OptionalLong.empty(), error);
    }

    private static Optional<AttemptEnd> end(long attempt, End end, int status, String requestId,
            Money money) {
        return Optional.of(new AttemptEnd(attempt, end, status, requestId, money));
    }

    private static Optional<ItemError> error(String code, String message) {
        return Optional.of(new ItemError(code, message));
    }
}
