package io.darkroom;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.TestDarkroom.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs that nobody watches and that would cost more than somebody said they may.
final class ConsentTests {

    @TempDir
    static Path folder;

    private static TestDarkroom darkroom;

    @BeforeAll
    static void open() {
        darkroom = TestDarkroom.open(folder.resolve("home"));
    }

    @AfterAll
    static void close() {
        darkroom.close();
    }

    @Test
    void aDearRunIsNotBegunWithoutConsent() throws IOException {
        var said = run("dear", "0.11");
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.text()).contains("Estimated $0.12", "above limits.confirm_above_usd, $0.11",
                "with --yes it is sent all the same", "Nothing was sent.");
        assertThat(runs("dear")).isZero();
    }

    @Test
    void aYesIsConsent() throws IOException {
        assertThat(run("agreed", "0.11", "--yes").code()).isZero();
    }

    @Test
    void whatCostsNoMoreNeedsNone() throws IOException {
        assertThat(run("cheap", "0.12").code()).isZero();
        assertThat(run("cheap", "0.00").code()).as("all is reused").isZero();
        assertThat(runs("cheap")).isEqualTo(2);
    }

    @Test
    void aManifestFromStdinCannotBePlannedFirst() {
        var said = darkroom.execute("run", "-", "--set", "limits.confirm_above_usd=5");
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.text()).contains("stdin can be read once only");
    }

    private static Said run(String job, String most, String... options) throws IOException {
        Files.writeString(folder.resolve(job + ".csv"), "id,prompt\nA,a kite\nB,a boat\n");
        var file = Files.writeString(folder.resolve(job + ".yaml"), """
            manifest: %s.csv
            limits: {requests_per_minute: 60000, confirm_above_usd: %s}
            """.formatted(job, most));
        var arguments = new ArrayList<>(List.of("run", file.toString()));
        arguments.addAll(List.of(options));
        return darkroom.execute(arguments.toArray(String[]::new));
    }

    private static long runs(String job) {
        return darkroom.sql().number("select count(*) from run where job = ?", job);
    }
}
