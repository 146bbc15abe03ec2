package io.darkroom.engine.sim;

/// All chance of one world: the same seed gives the same decisions for ever (SplitMix64).
final class Dice {

    private long state;

    Dice(long seed) {
        state = seed * 0x9E3779B97F4A7C15L;
        next();
    }

    /// A whole number from 0 to below `bound`.
    int below(int bound) {
        return (int) (((next() >>> 33) * bound) >>> 31);
    }

    /// True in so many of a thousand cases.
    boolean permille(int share) {
        return share > 0 && below(1000) < share;
    }

    /// True in one of `n` cases.
    boolean oneIn(int n) {
        return below(n) == 0;
    }

    long next() {
        state += 0x9E3779B97F4A7C15L;
        long z = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
