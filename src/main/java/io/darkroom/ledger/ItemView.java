package io.darkroom.ledger;

import io.darkroom.item.ItemState;
import io.darkroom.item.Mode;
import io.darkroom.item.Usd;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All that is known of one item, for listings and the results manifest.
///
/// @param attempts requests that were sent for it, throttled ones included
/// @param quality and the three after it: what was asked for, as manifests write it
/// @param reusedFrom run and entry of the item whose output was used, such as `20261122-…/A-1`
/// @param columns the entry's columns as the manifest has them, in order
public record ItemView(long item, String id, long row, String variant, Optional<Mode> mode,
        ItemState state, int attempts, Optional<String> prompt, List<String> images,
        String quality, String resolution, String aspectRatio, String outputFormat,
        Optional<Output> output, Usd cost, Optional<String> reusedFrom,
        Optional<String> errorCode, Optional<String> errorMessage,
        Optional<String> requestId, Optional<Instant> startedAt, Optional<Instant> finishedAt,
        Map<String, String> columns) {}
