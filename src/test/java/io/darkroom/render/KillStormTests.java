package io.darkroom.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.QuickStart;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Processes of the engine, with a real database, spool, bucket and provider, that are killed and
/// started again: at random moments, and at every point where a crash makes a difference.
///
/// The property `storm.kills` says how often (900), `storm.seed` with which random choices.
final class KillStormTests {

    private static final long SEED = Long.getLong("storm.seed", System.nanoTime());

    @TempDir
    Path folder;

    @Test
    @Timeout(300)
    void losesNothingAndPaysNothingTwice() throws Exception {
        try (var storm = new KillStorm(program(), folder, SEED, 40)) {
            storm.rage(4);
        }
    }

    @Test
    @Tag("storm")
    void losesNothingAndPaysNothingTwiceInAStormOfKills() throws Exception {
        try (var storm = new KillStorm(program(), folder, SEED, 140)) {
            storm.train();
            storm.rage(Integer.getInteger("storm.kills", 900));
            System.out.println(storm.figures());
            assertThat(storm.figures().missed()).as("%s", storm.figures()).isEmpty();
        }
    }

    private QuickStart program() throws IOException {
        return QuickStart.of(folder.resolve("program"), List.of(
                System.getProperty("java.class.path").split(File.pathSeparator, -1)));
    }
}
