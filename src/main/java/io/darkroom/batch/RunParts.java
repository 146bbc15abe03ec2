package io.darkroom.batch;

import io.darkroom.intake.ManifestCopies;
import io.darkroom.item.Prices;
import io.darkroom.ledger.Ledger;
import io.darkroom.provider.Providers;
import io.darkroom.storage.ObjectStore;
import io.darkroom.storage.Sources;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// What every run of this process is made with.
///
/// @param home holds the spool and temporary files
/// @param prices what one image is expected to cost
/// @param lanes worker slots of a run, at least 1
/// @param patience how long a database, bucket or provider may be away before a run is stopped
public record RunParts(Ledger ledger, ManifestCopies copies, Sources sources, Prices prices,
        Providers providers, ObjectStore store, Path home, int lanes, Duration patience,
        Clock clock, RandomGenerator random) {}
