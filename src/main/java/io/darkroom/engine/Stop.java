package io.darkroom.engine;

import io.darkroom.ledger.Halt;

/// Why no further request is sent, other than that nothing is left.
public sealed interface Stop {

    /// A signal, or the operator's request.
    record Drained() implements Stop {}

    /// A stop rule; see [Halted#reason()].
    record Halted(Reason reason, String message) implements Stop {

        /// The form in which the ledger keeps it.
        public Halt halt() {
            return new Halt(reason.name(), message);
        }
    }

    /// The stop rules.
    enum Reason {

        /// The provider refuses the key.
        KEY_REFUSED,
        /// The account's plan does not include this.
        NOT_IN_PLAN,
        /// The provider has no such model.
        UNKNOWN_MODEL,
        /// The account's credit or spending limit is used up.
        OUT_OF_CREDIT,
        /// The next request could exceed the run's budget.
        BUDGET_REACHED,
        /// The next request could exceed the job's budget of the day.
        DAILY_BUDGET_REACHED,
        /// The provider charged more for an image than was reserved for it.
        COST_OVERRUN,
        /// The provider is held to bill a repeated key once, and its balance says that it does not.
        KEYS_BILLED_AGAIN,
        /// The first requests were all refused as malformed: the configuration is wrong.
        CONFIGURATION,
        /// Too many requests were billed, or perhaps billed, and gave no image.
        TOO_MANY_UNUSABLE,
        /// No connection to the provider for longer than the run's patience.
        PROVIDER_UNREACHABLE,
        /// The bucket cannot be written for longer than the run's patience.
        STORAGE_UNAVAILABLE,
        /// The ledger cannot be written for longer than the run's patience.
        LEDGER_UNAVAILABLE,
        /// The spool's disk fails.
        SPOOL_BROKEN,
        /// The spool's disk has no room for longer than the run's patience.
        SPOOL_FULL,
        /// Another process may have taken the job over.
        LOCK_LOST,
        /// This program failed, or the machine under it.
        INTERNAL
    }
}
