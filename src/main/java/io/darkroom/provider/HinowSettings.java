package io.darkroom.provider;

import io.darkroom.item.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// How to reach HInow, and what its public pages leave open about the wire.
///
/// @param baseUrl scheme and host, such as `https://api.hinow.ai`; plain http only for tests
/// @param apiKey the bearer key (`hi_…`); without it the provider does not open
/// @param keyWindow for how long the API replays an `Idempotency-Key`; undocumented, so empty: never
/// @param noChargeStatuses statuses beside 429 that are known to cost nothing and may be tried
/// again later, such as 503 behind a gateway that documents it
/// @param maxBodyBytes longest answer or image that is read, in bytes
public record HinowSettings(URI baseUrl, Optional<Secret> apiKey, Dialect dialect,
        Optional<Duration> keyWindow, Set<Integer> noChargeStatuses, long maxBodyBytes) {

    /// 64 MiB, well above a 4k PNG of 25 MB in base64.
    public static final long MAX_BODY = 64L << 20;

    /// Copies the set.
    ///
    /// @throws IllegalArgumentException if the base URL is not http(s) with a host
    public HinowSettings {
        noChargeStatuses = Set.copyOf(noChargeStatuses);
        if (baseUrl.getHost() == null || !String.valueOf(baseUrl.getScheme()).startsWith("http")) {
            throw new IllegalArgumentException("Not an http(s) URL with a host: " + baseUrl);
        }
    }

    /// The documented wire at a base URL.
    public static HinowSettings at(URI baseUrl, Optional<Secret> apiKey) {
        return new HinowSettings(baseUrl, apiKey, Dialect.DEFAULT, Optional.empty(), Set.of(),
                MAX_BODY);
    }
}
