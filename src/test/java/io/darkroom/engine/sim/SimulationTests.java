package io.darkroom.engine.sim;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/// The engine in worlds of every kind. One that fails is seen again with its trace by
/// `-Dsimulation.seed=N`.
class SimulationTests {

    private static final Logger LOG = (Logger) LoggerFactory.getLogger("io.darkroom.engine");

    @BeforeAll
    static void silence() {
        LOG.setLevel(Level.OFF);
    }

    @AfterAll
    static void speak() {
        LOG.setLevel(null);
    }

    @Test
    void everyInvariantHoldsInManyWorlds() {
        var seed = Optional.ofNullable(Long.getLong("simulation.seed"));
        long from = seed.orElse(0L);
        long to = seed.map(s -> s + 1).orElse(20_000L);
        LongStream.range(from, to).forEach(s -> Scenario.of(s).verify(Bug.NONE));
    }

    @Test
    @Tag("storm")
    void everyInvariantHoldsInAMillionWorlds() {
        LongStream.range(0, 1_000_000).parallel().forEach(s -> Scenario.of(s).verify(Bug.NONE));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aProcessMayBeKilledAtAnyStep(boolean keys) {
        for (long seed = 1; seed <= 30; seed++) {
            int steps = steps(seed, keys);
            for (int step = 1; step <= steps; step++) {
                new Scenario(seed, step, Optional.of(keys)).verify(Bug.NONE);
            }
        }
    }

    /// How many steps the process takes when nobody kills it.
    private static int steps(long seed, boolean keys) {
        var world = new World(new Scenario(seed, Integer.MAX_VALUE, Optional.of(keys)), Bug.NONE,
                new Trace(false));
        world.run();
        return world.calmAt;
    }
}
