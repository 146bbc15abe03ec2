package io.darkroom.provider;

import io.darkroom.item.Usd;
import java.time.Duration;
import java.util.Optional;

/// What came of one request, sorted by what it means for the money.
///
/// A `code` is the API's own where it gave one, otherwise one of ours in capitals; a `status` is
/// that of HTTP, 0 where there was none; a `requestId` is the API's name of the request, `""` where
/// it gave none. Messages are short, without control characters and without the key.
public sealed interface Outcome {

    /// Charged, and all that came of the image is in the landing. It begins like an image; whether
    /// it is one to its end is found out by whoever reads it to its end.
    ///
    /// @param cost what the answer says it cost; empty if it does not say
    record Rendered(Optional<Usd> cost, String requestId) implements Outcome {
    }

    /// Charged or accepted, but the image cannot be had now. The note is durable: collect later.
    record Undelivered(String code, String message, String requestId) implements Outcome {
    }

    /// Not charged: too many requests.
    ///
    /// @param retryAfter how long the API wants to be left alone, at most 15 minutes; empty if it
    /// does not say
    record Throttled(Optional<Duration> retryAfter, String message, int status)
            implements
                Outcome {
    }

    /// Refused by content policy; the same prompt must not be sent again.
    record Rejected(String code, String message, int status, String requestId) implements Outcome {
    }

    /// Ended without an image; sending it again would not help.
    ///
    /// @param billed whether it was charged all the same
    record Failed(String code, String message, int status, String requestId, boolean billed)
            implements
                Outcome {
    }

    /// Perhaps charged: the request was on its way and no answer says what became of it.
    record Unknown(String code, String message, int status, String requestId) implements Outcome {
    }

    /// Not charged: nothing that could be acted on left this machine.
    record Unsent(String message) implements Outcome {
    }

    /// Not charged, and no other request would fare better: the run has to stop.
    record Halt(Reason reason, String message, int status, String requestId) implements Outcome {
    }

    /// Why a run has to stop.
    enum Reason {

        /// The key is missing, wrong or revoked.
        KEY_REFUSED,
        /// The account's plan does not include this.
        NOT_IN_PLAN,
        /// There is no model of that name.
        UNKNOWN_MODEL,
        /// The account's credit or spending limit is used up.
        OUT_OF_CREDIT
    }
}
