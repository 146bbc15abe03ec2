package io.darkroom.render;

import java.time.Duration;
import java.util.Optional;

/// When a process dies.
sealed interface Moment {

    /// What the process is told of it.
    default Optional<Doom> doom() {
        return Optional.empty();
    }

    /// By itself, at a point, for the nth time.
    record AtPoint(CrashPoint point, int nth) implements Moment {

        @Override
        public Optional<Doom> doom() {
            return Optional.of(new Doom(point, nth));
        }
    }

    /// From outside, a while after its first request reached the provider.
    record AfterPost(Duration time) implements Moment {}

    /// From outside, a while after its start.
    record AfterStart(Duration time) implements Moment {}
}
