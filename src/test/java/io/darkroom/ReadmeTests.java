package io.darkroom;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.cli.CommandLineApp;
import io.darkroom.cli.Terminal;
import io.darkroom.job.JobFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeTests {

    private static final String HOME = "darkroom.home";

    @TempDir
    Path folder;

    private Readme readme = new Readme("");

    @BeforeEach
    void read() throws IOException {
        readme = Readme.read();
    }

    @Test
    void quickStartPrintsWhatItSays() {
        var before = Optional
                .ofNullable(System.setProperty(HOME, folder.resolve("home").toString()));
        try (var services = new SpringServices()) {
            readme.sessions().forEach(session -> assertThat(run(services, session.command()))
                    .as(session.command()).isEqualTo(session));
        } finally {
            before.ifPresentOrElse(home -> System.setProperty(HOME, home),
                    () -> System.clearProperty(HOME));
        }
    }

    @Test
    void quickStartShowsTheOutputOfWhatIsPasted() {
        assertThat(readme.pasted())
                .isEqualTo(readme.sessions().stream().map(Readme.Session::command).toList());
    }

    @Test
    void jobFileInFullIsAccepted() throws IOException {
        var file = Files.writeString(folder.resolve("full.yaml"), readme.block("job file"));
        var job = JobFiles.read(file, Map.of());
        assertThat(job.name()).isEqualTo("spring-catalog");
        assertThat(job.recipe().variants()).hasSize(2);
    }

    @Test
    void jobsOfTheRepositoryAreAccepted() throws IOException {
        try (var jobs = Files.list(Path.of("jobs"))) {
            assertThat(jobs.map(job -> JobFiles.read(job, Map.of()).name()).toList())
                    .contains("demo", "catalog", "nightly");
        }
    }

    private static Readme.Session run(SpringServices services, String command) {
        var output = new ByteArrayOutputStream();
        int exitCode;
        try (var print = new PrintStream(output, true, StandardCharsets.UTF_8)) {
            exitCode = new CommandLineApp(services::open, print, print,
                    new Terminal(false, false, 200), InputStream.nullInputStream())
                    .execute(command.split(" ", -1));
        }
        List<String> lines = Readme.stable(output.toString(StandardCharsets.UTF_8));
        return new Readme.Session(command, lines, exitCode);
    }
}
