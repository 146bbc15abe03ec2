package io.darkroom.sandbox;

import java.time.Instant;

/// A request for an image that the sandbox saw.
///
/// @param at when its head was read
/// @param idempotencyKey as it was sent; `""` if it was not
/// @param promptSha256 in hexadecimal; `""` if there was no order in it that could be read
/// @param fault the name of the fault it got; `""`: none
/// @param status of the answer; 0: there was none, or there is none yet
public record Arrival(Instant at, String requestId, String idempotencyKey, String promptSha256,
        String fault, int status) {}
