package io.darkroom.engine.sim;

import java.util.Optional;

/// What a world begins with.
///
/// @param seed of all chance
/// @param killAt the step at which the process is killed that nothing else kills or stops before; 0:
/// processes live and die by chance
/// @param keys whether the provider honours keys; empty: by chance
record Scenario(long seed, int killAt, Optional<Boolean> keys) {

    static Scenario of(long seed) {
        return new Scenario(seed, 0, Optional.empty());
    }

    Faults faults(Dice dice) {
        var drawn = Faults.drawn(dice);
        return killAt > 0 ? drawn.aliveUntilKilled() : drawn;
    }

    /// Runs the world once more, with a trace, if an invariant does not hold; the same seed gives
    /// the same world.
    ///
    /// @throws AssertionError with the seed and all that happened
    void verify(Bug bug) {
        try {
            new World(this, bug, new Trace(false)).run();
        } catch (Violation _) {
            explain(bug);
        }
    }

    private void explain(Bug bug) {
        var trace = new Trace(true);
        try {
            new World(this, bug, trace).run();
        } catch (Violation e) {
            throw new AssertionError("%s%n%s; again with -Dsimulation.seed=%d%n%s"
                    .formatted(e.getMessage(), this, seed, trace), e);
        }
    }

    /// Whether an invariant does not hold.
    boolean finds(Bug bug) {
        try {
            new World(this, bug, new Trace(false)).run();
            return false;
        } catch (Violation _) {
            return true;
        }
    }
}
