package io.darkroom.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceFileTests {

    private static final int SWAPS = 20_000;

    @TempDir
    private Path temp;
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        folder = Files.createDirectories(temp.resolve("manifests"));
        Files.createDirectories(folder.resolve("images/new"));
        Files.writeString(folder.resolve("images/new/a.png"), "picture");
        Files.createDirectories(temp.resolve("outside/new"));
        Files.writeString(temp.resolve("outside/new/a.png"), "secret");
        Files.createSymbolicLink(folder.resolve("link"), temp.resolve("outside"));
    }

    @Test
    void readsAFileInAFolderOfAFolder() throws Exception {
        assertThat(read()).isEqualTo("picture");
    }

    @Test
    void followsNoFolderThatIsSwappedForALinkInBetween() throws Exception {
        try (var thread = Executors.newSingleThreadExecutor()) {
            Future<?> swaps = thread.submit(this::swap);
            while (!swaps.isDone()) {
                assertThat(read()).isIn("picture", "refused");
            }
            swaps.get();
        }
    }

    private String read() {
        try {
            var target = temp.resolve("copy");
            new SourceFile("a.png", folder).copy("images/new/a.png", target);
            return Files.readString(target);
        } catch (SourceProblem | IOException _) {
            return "refused";
        }
    }

    private Void swap() throws IOException {
        for (int i = 0; i < SWAPS; i++) {
            Files.move(folder.resolve("images"), folder.resolve("aside"));
            Files.move(folder.resolve("link"), folder.resolve("images"));
            Files.move(folder.resolve("images"), folder.resolve("link"));
            Files.move(folder.resolve("aside"), folder.resolve("images"));
        }
        return null;
    }
}
