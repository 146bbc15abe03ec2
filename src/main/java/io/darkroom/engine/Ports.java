package io.darkroom.engine;

import io.darkroom.limit.Permits;
import io.darkroom.provider.ImageProvider;
import java.util.random.RandomGenerator;

/// The world as the engine of one run sees it.
///
/// @param random for jitter
public record Ports(ItemLedger ledger, ImageProvider provider, AnswerSpool spool,
        ImageBucket bucket, InputImages inputs, Permits permits, Ownership ownership,
        EngineClock clock, RandomGenerator random) {}
