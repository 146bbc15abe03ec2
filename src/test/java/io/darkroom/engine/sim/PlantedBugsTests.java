package io.darkroom.engine.sim;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.slf4j.LoggerFactory;

/// The simulation finds mistakes when there are some.
class PlantedBugsTests {

    private static final Logger LOG = (Logger) LoggerFactory.getLogger("io.darkroom.engine");
    private static final int WORLDS = 10_000;

    @BeforeAll
    static void silence() {
        LOG.setLevel(Level.OFF);
    }

    @AfterAll
    static void speak() {
        LOG.setLevel(null);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void findsIt(Bug bug) {
        var found = LongStream.range(0, WORLDS).filter(seed -> Scenario.of(seed).finds(bug))
                .findFirst();
        assertThat(found).as("%s in %d worlds", bug, WORLDS).isPresent();
        System.out.printf("%s: found in world %d%n", bug, found.getAsLong());
    }
}
