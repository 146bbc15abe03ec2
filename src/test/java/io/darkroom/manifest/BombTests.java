package io.darkroom.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Reads every bomb in one process that has less memory than each would fill.
class BombTests {

    private static final String MEMORY = "-Xmx64m";

    private static List<String> said = List.of();

    @BeforeAll
    static void readAll(@TempDir Path folder) throws IOException {
        var command = Stream.concat(
                Stream.of(System.getProperty("java.home") + "/bin/java", MEMORY,
                        "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
                        "-XX:+ExitOnOutOfMemoryError", "-cp",
                        System.getProperty("java.class.path"), BombReader.class.getName(),
                        folder.toString()),
                Arrays.stream(Bomb.values()).map(Enum::name)).toList();
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        said = process.inputReader(StandardCharsets.UTF_8).lines().toList();
    }

    @ParameterizedTest
    @EnumSource
    void isReadInLittleMemoryAndSaysWhatIsWrong(Bomb bomb) {
        assertThat(said).filteredOn(line -> line.startsWith(bomb + "\t"))
                .as("in a process that ended with: %s", said.isEmpty() ? "nothing" : said.getLast())
                .singleElement().asString().contains(bomb.words());
    }
}
