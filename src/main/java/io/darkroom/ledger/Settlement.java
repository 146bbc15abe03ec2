package io.darkroom.ledger;

import io.darkroom.item.ItemState;
import io.darkroom.item.Usd;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// The consequence of an outcome for one claimed item.
///
/// @param to the state that the item gets
/// @param delay how long the item is not given out again; empty: at once, or never if `to` has ended
/// @param countsAsTry whether it uses up one of the item's tries
/// @param attempt how the open request ended; empty: there was none
/// @param output the stored object; present exactly if `to` is SUCCEEDED
/// @param reusedFrom the item whose output was used instead of a request
/// @param error why it ended so
public record Settlement(Claim claim, ItemState to, Optional<Duration> delay, boolean countsAsTry,
        Optional<AttemptEnd> attempt, Optional<Output> output, OptionalLong reusedFrom,
        Optional<ItemError> error) {

    /// @throws IllegalArgumentException if success and output do not agree
    public Settlement {
        if ((to == ItemState.SUCCEEDED) != output.isPresent()) {
            throw new IllegalArgumentException("SUCCEEDED means an output: " + to);
        }
    }

    /// How a request ended.
    ///
    /// @param id the attempt
    /// @param status HTTP status; 0: none arrived
    /// @param requestId the provider's own id of the request; empty: unknown
    public record AttemptEnd(long id, End end, int status, String requestId, Money money) {}

    /// What a request came to.
    public enum End {
        /// An image arrived.
        RENDERED,
        /// Too many requests; not billed.
        THROTTLED,
        /// Refused by content policy.
        REJECTED,
        /// Refused for another reason; not billed.
        FAILED,
        /// Billed, and what came is no image.
        UNUSABLE,
        /// Perhaps billed.
        UNKNOWN,
        /// Not a byte was sent.
        UNSENT,
        /// The provider's answer stops the run; not billed.
        HALTED
    }

    /// What a request means for the budget.
    public sealed interface Money {

        /// The reservation is given back.
        record Released() implements Money {}

        /// The reservation becomes this expense.
        record Spent(Usd cost) implements Money {}

        /// The reservation becomes an expense of the same amount.
        record SpentAsReserved() implements Money {}

        /// The reservation stays: perhaps billed.
        record Kept() implements Money {}
    }

    /// Why an item ended as it did.
    ///
    /// @param code short and stable, such as `content_policy_violation`
    /// @param message for people, at most a few hundred characters
    public record ItemError(String code, String message) {}
}
