package io.darkroom.faults;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// What a [FaultProxy] does with what passes through it. Those that count bytes count for each
/// connection, from the moment they are set.
public sealed interface Behaviour {

    /// Everything passes.
    record Pass() implements Behaviour {}

    /// Every piece arrives later, in both directions.
    record Latency(Duration each) implements Behaviour {}

    /// So many bytes a second pass in each direction, at least 1.
    record Throttle(long bytesPerSecond) implements Behaviour {}

    /// Connections are accepted and what is sent is swallowed; no answer ever comes.
    record Blackhole() implements Behaviour {}

    /// Open connections stay open, nothing passes, and neither side hears that the other has gone.
    /// What was sent meanwhile arrives when the behaviour changes, as after a pulled cable.
    record HalfOpen() implements Behaviour {}

    /// Connections, those that are open too, are reset.
    record Reset() implements Behaviour {}

    /// Nobody listens at the port; open connections go on.
    record Refuse() implements Behaviour {}

    /// So many bytes of the answer pass, then the client's connection is reset.
    record CutAnswer(long bytes) implements Behaviour {}

    /// So many bytes of the request pass, then the client's connection is reset. The server can
    /// still work on what it got.
    record CutRequest(long bytes) implements Behaviour {}

    /// The piece of a request that holds a text passes, then the client's connection is reset: such
    /// as `COMMIT`, of which the client then does not know whether it happened.
    record CutAfter(String text) implements Behaviour {

        boolean isIn(byte[] piece, int length) {
            return new String(piece, 0, length, StandardCharsets.ISO_8859_1).contains(text);
        }
    }
}
