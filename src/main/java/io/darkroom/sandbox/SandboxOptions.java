package io.darkroom.sandbox;

import io.darkroom.item.Secret;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// How a sandbox behaves.
///
/// @param port 0 takes any free one
/// @param host address to listen on
/// @param requestsPerMinute images accepted in any 60 seconds, then 429; 0: no limit
/// @param concurrency images made at once, then 429; 0: no limit
/// @param billFile JSON Lines, forced to disk at each charge, with the images beside it in `files`;
/// what it holds already is read at the start. Empty: nothing outlives the server
/// @param faults tried in order, the first that matches counts
/// @param requiredKey the only bearer key that is let in; empty: no key is asked for
/// @param keys what an `Idempotency-Key` is worth
/// @param seed of the latencies and of the faults that have a rate
public record SandboxOptions(int port, String host, Latency latency, int requestsPerMinute,
        int concurrency, AnswerForm answer, Optional<Path> billFile, List<FaultRule> faults,
        Optional<Secret> requiredKey, Keys keys, long seed) {

    /// Any port of 127.0.0.1, at once, without limits, faults or memory.
    public static final SandboxOptions DEFAULT = new SandboxOptions(0, "127.0.0.1", Latency.NONE, 0,
            0, AnswerForm.URL, Optional.empty(), List.of(), Optional.empty(), Keys.IGNORED, 1);

    /// Copies the list.
    ///
    /// @throws IllegalArgumentException if a number is out of its range
    public SandboxOptions {
        faults = List.copyOf(faults);
        if (port < 0 || port > 65_535 || requestsPerMinute < 0 || concurrency < 0) {
            throw new IllegalArgumentException("Out of range: port %d, %d a minute, %d at once"
                    .formatted(port, requestsPerMinute, concurrency));
        }
    }

    /// The same in another answer form.
    public SandboxOptions answering(AnswerForm form) {
        return new SandboxOptions(port, host, latency, requestsPerMinute, concurrency, form,
                billFile, faults, requiredKey, keys, seed);
    }

    /// The same with faults, each in the grammar of [FaultRule#parse(String)].
    public SandboxOptions failing(String... rules) {
        return new SandboxOptions(port, host, latency, requestsPerMinute, concurrency, answer,
                billFile, List.of(rules).stream().map(FaultRule::parse).toList(), requiredKey,
                keys, seed);
    }

    /// The same with a bill on disk.
    public SandboxOptions billing(Path file) {
        return new SandboxOptions(port, host, latency, requestsPerMinute, concurrency, answer,
                Optional.of(file), faults, requiredKey, keys, seed);
    }

    /// The same with keys that are worth something else.
    public SandboxOptions keeping(Keys other) {
        return new SandboxOptions(port, host, latency, requestsPerMinute, concurrency, answer,
                billFile, faults, requiredKey, other, seed);
    }
}
