package io.darkroom.ledger;

import java.util.Optional;

/// Two rows of a run that contradict each other, or one that is not there.
///
/// @param item the entry's id, with `/` and the variant where there is one; empty if no item is meant
/// @param key of the object that is concerned; empty if none is
/// @param expected what the one says; amounts are plain decimals
/// @param found what the other says, in the same form
public record Oddity(Kind kind, Optional<String> item, Optional<String> key, String expected,
        String found) {

    /// What contradicts what.
    public enum Kind {

        /// A row of the manifest, or one of its variants, has no input row.
        MISSING_ROW,
        /// An input row has no item.
        MISSING_ITEM,
        /// An item has no input row.
        MISSING_INPUT,
        /// A request belongs to no item of the run.
        STRAY_REQUEST,
        /// An output lies under another key than was planned.
        KEY,
        /// An item's cost is not the sum of its requests' costs.
        COST,
        /// Two requests for one wish were billed.
        BILLED_TWICE
    }
}
