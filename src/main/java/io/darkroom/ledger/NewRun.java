package io.darkroom.ledger;

import io.darkroom.item.RunId;
import io.darkroom.item.Sha256;

/// A run to be written down; see [RunRecord] for the components.
///
/// @param caps the most that it, and its job in a day, may spend
public record NewRun(RunId id, String job, String definition, String manifest, String folder,
        String snapshot, Sha256 inputHash, long itemLimit, Caps caps) {}
