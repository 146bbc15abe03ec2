package io.darkroom.ledger;

import io.darkroom.item.RunId;
import io.darkroom.item.Sha256;
import io.darkroom.item.Usd;
import java.util.Optional;

/// A run to be written down; see [RunRecord] for the components.
///
/// @param cap the most it may spend; empty: no limit
public record NewRun(RunId id, String job, String definition, String manifest, String folder,
        String snapshot, Sha256 inputHash, long itemLimit, Optional<Usd> cap) {}
