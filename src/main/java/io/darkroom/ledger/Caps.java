package io.darkroom.ledger;

import io.darkroom.item.Usd;
import java.util.Optional;

/// What may be spent at most; open requests and those that were perhaps billed count as spent.
///
/// @param run by a run in all; empty: no limit
/// @param day by all runs of the job in one day of UTC; empty: no limit
public record Caps(Optional<Usd> run, Optional<Usd> day) {

    /// No limit.
    public static final Caps NONE = new Caps(Optional.empty(), Optional.empty());
}
