package io.darkroom.sandbox;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long an image takes: lognormal, as image models are seen to behave.
///
/// @param medianMillis half of the images take no longer; 0: no wait at all
/// @param sigma standard deviation of the logarithm; 0: all take the same time
public record Latency(long medianMillis, double sigma) {

    /// No wait.
    public static final Latency NONE = new Latency(0, 0);

    /// @throws IllegalArgumentException if one is negative
    public Latency {
        if (medianMillis < 0 || sigma < 0) {
            throw new IllegalArgumentException("Not negative: " + medianMillis + ", " + sigma);
        }
    }

    Duration next(RandomGenerator random) {
        double millis = medianMillis * Math.exp(sigma * random.nextGaussian());
        return Duration.ofMillis((long) millis);
    }
}
