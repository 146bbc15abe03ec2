package io.darkroom.ledger;

import io.darkroom.item.Usd;
import java.util.Optional;

/// A run's money and numbers as its rows add up to them, beside what its budget says; all of one
/// instant.
///
/// @param rows entries of the manifest that are items
/// @param items entries times variants
/// @param spent what the budget says was spent
/// @param billed what the requests cost together
/// @param reserved what the budget says is reserved
/// @param held what open and unknown requests may still cost together
/// @param cap most the run may cost; empty: no limit
/// @param unknown requests with unknown outcome
/// @param perhapsBilled the part of `held` that these hold
public record Books(long rows, long items, Usd spent, Usd billed, Usd reserved, Usd held,
        Optional<Usd> cap, long unknown, Usd perhapsBilled) {}
