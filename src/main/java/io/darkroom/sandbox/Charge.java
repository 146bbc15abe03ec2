package io.darkroom.sandbox;

import io.darkroom.item.AspectRatio;
import io.darkroom.item.Mode;
import io.darkroom.item.OutputFormat;
import io.darkroom.item.Quality;
import io.darkroom.item.Resolution;
import io.darkroom.item.Sha256;
import io.darkroom.item.Usd;
import java.time.Instant;

/// One line of the sandbox's bill: an image that was made.
///
/// @param at when it was charged
/// @param arrived when the request came in
/// @param idempotencyKey as it was sent; `""` if it was not
public record Charge(Instant at, Instant arrived, String requestId, String idempotencyKey,
        Sha256 promptSha256,
        Mode mode, Quality quality, Resolution resolution, AspectRatio ratio, OutputFormat format,
        Usd usd) {}
