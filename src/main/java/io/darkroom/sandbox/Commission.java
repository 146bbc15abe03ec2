package io.darkroom.sandbox;

import java.time.Instant;

/// An order as it came in.
///
/// @param key the `Idempotency-Key`; `""` if there was none
/// @param arrived when the request's head was read
record Commission(Order order, String key, String requestId, Instant arrived) {}
