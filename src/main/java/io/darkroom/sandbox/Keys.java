package io.darkroom.sandbox;

import java.time.Duration;

/// What a sandbox does with an `Idempotency-Key`.
///
/// @param forgetAfter how long a key is known once its image is made; zero: for ever. Does not
/// matter where keys are ignored
public record Keys(Mode mode, Duration forgetAfter) {

    /// Nobody says that HInow honours keys, so this is the default.
    public static final Keys IGNORED = new Keys(Mode.IGNORED, Duration.ZERO);

    /// An image is made and billed once for each key.
    public static final Keys HONOURED = new Keys(Mode.HONOURED, Duration.ZERO);

    /// The same, and a key that is in use is refused.
    public static final Keys CONFLICTING = new Keys(Mode.CONFLICTING, Duration.ZERO);

    /// The ways to deal with a key that was seen before.
    public enum Mode {

        /// The image made under it is given again, not made or billed again; while it is being made,
        /// requests wait for it. Another prompt or other options under it are answered with 422.
        HONOURED,
        /// It is written on the bill and changes nothing.
        IGNORED,
        /// As when it is honoured, but while the image is being made the answer is 409 with
        /// `Retry-After`.
        CONFLICTING
    }

    /// @throws IllegalArgumentException if the time is negative
    public Keys {
        if (forgetAfter.isNegative()) {
            throw new IllegalArgumentException("Keys are forgotten after 0 s or more: "
                    + forgetAfter);
        }
    }

    /// The same with keys that are forgotten after a while.
    public Keys forgottenAfter(Duration time) {
        return new Keys(mode, time);
    }

    /// Whether a key is made and billed only once, at least for a while.
    public boolean honoured() {
        return mode != Mode.IGNORED;
    }
}
