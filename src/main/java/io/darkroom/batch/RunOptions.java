package io.darkroom.batch;

import io.darkroom.item.RunId;
import io.darkroom.item.Usd;
import io.darkroom.job.Refresh;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;

/// How one command wants its run.
///
/// @param limit take only the first so many entries; 0: all
/// @param budget wins over the job's
/// @param refresh wins over the job's
/// @param stdin read if the manifest is `-`
/// @param started told the run's id as soon as it is known
public record RunOptions(long limit, Optional<Usd> budget, Optional<Refresh> refresh,
        InputStream stdin, Consumer<RunId> started) {}
