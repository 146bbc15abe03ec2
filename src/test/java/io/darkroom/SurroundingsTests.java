package io.darkroom;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.check.Checker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the program meets outside itself: nobody who reads, tables of another version.
final class SurroundingsTests {

    @TempDir
    static Path folder;

    @AutoClose
    private static Workplace workplace;

    @BeforeAll
    static void open() throws Exception {
        workplace = Workplace.open(folder);
    }

    @Test
    void aRunEndsThoughNobodyReadsItsOutput() throws Exception {
        workplace.job("unread", "requests_per_minute: 6000, concurrency: 4",
                Workplace.prompts(5));
        try (var provider = workplace.provider("unread", Duration.ofMillis(50), 0)) {
            var builder = new ProcessBuilder(DarkroomProcess.command(workplace.program(), "run",
                    "unread.yaml", "--yes")).directory(folder.toFile());
            builder.environment().putAll(Map.of("DARKROOM_HOME", workplace.home().toString(),
                    "HINOW_BASE_URL", provider.baseUrl().toString(), "HINOW_API_KEY", "hi_test"));
            assertThat(unread(builder.start())).isZero();
            assertThat(Checker.check(workplace.end("unread").posts(5))).isEmpty();
        }
    }

    private static int unread(Process process) throws IOException, InterruptedException {
        process.getInputStream().close();
        process.getErrorStream().close();
        return process.waitFor();
    }

    @Test
    void tablesOfANewerVersionAreRefused() throws Exception {
        workplace.sql().texts("""
            insert into flyway_schema_history (installed_rank, version, description, type, script,
                installed_by, execution_time, success)
            values (999, '999', 'tomorrow', 'SQL', 'V999__tomorrow.sql', 'somebody', 1, true)
            returning version
            """);
        try (var provider = workplace.provider("newer", Duration.ZERO, 0)) {
            assertThat(workplace.exitCode(provider, "runs")).isEqualTo(2);
        } finally {
            workplace.sql().texts(
                    "delete from flyway_schema_history where version = '999' returning version");
        }
        assertThat(DarkroomProcess.output(folder)).content()
                .contains("not those of this version of darkroom").doesNotContain("Exception");
    }
}
