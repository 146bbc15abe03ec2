package io.darkroom;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.cli.CommandLineApp;
import io.darkroom.cli.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `darkroom verify` after a real run of the sample catalog's first entries.
final class VerifyTests {

    private static final String HOME = "darkroom.home";

    @TempDir
    static Path home;

    private static Optional<String> before = Optional.empty();
    private static SpringServices services = new SpringServices();

    private String out = "";

    @BeforeAll
    static void run() {
        before = Optional.ofNullable(System.setProperty(HOME, home.toString()));
        services = new SpringServices();
        assertThat(new VerifyTests().execute("run", "jobs/demo.yaml", "--limit", "3", "--quiet"))
                .isZero();
    }

    @AfterAll
    static void close() {
        services.close();
        before.ifPresentOrElse(value -> System.setProperty(HOME, value),
                () -> System.clearProperty(HOME));
    }

    @Test
    void findsNoDifferenceAfterARunAndEachOneAfterDamage() throws IOException {
        assertThat(execute("verify", "latest")).isZero();
        assertThat(out).contains("  verified 3 rows, 3 items, 3 objects, ")
                .endsWith("No difference\n");
        assertThat(execute("verify", "latest", "--quick")).isZero();

        var first = items().get(0);
        damage(home.resolve("s3/darkroom").resolve(first.path("output_key").stringValue()));

        assertThat(execute("verify", "latest")).isEqualTo(1);
        assertThat(out).containsPattern("(?m)^hash +" + first.path("id").stringValue() + " ")
                .contains("Next:\n  restore the object").endsWith("1 difference\n");
        assertThat(execute("verify", "latest", "--json")).isEqualTo(1);
        var json = JsonMapper.shared().readTree(out);
        assertThat(json.path("differences").intValue()).isEqualTo(1);
        assertThat(json.path("list").get(0).path("expected").stringValue())
                .isEqualTo(first.path("output_sha256").stringValue());
    }

    @Test
    void refusesARunThatIsNotThere() {
        assertThat(execute("verify", "20200101-000000-000000")).isEqualTo(2);
        assertThat(out).contains("There is no run");
    }

    private List<JsonNode> items() {
        execute("items", "latest", "--format", "jsonl");
        return out.lines().map(line -> JsonMapper.shared().readTree(line)).toList();
    }

    private static void damage(Path object) throws IOException {
        var bytes = Files.readAllBytes(object);
        bytes[bytes.length / 2] ^= 1;
        Files.write(object, bytes, StandardOpenOption.WRITE);
    }

    private int execute(String... arguments) {
        var output = new ByteArrayOutputStream();
        try (var print = new PrintStream(output, true, StandardCharsets.UTF_8)) {
            return new CommandLineApp(services::open, print, print,
                    new Terminal(false, false, 200), InputStream.nullInputStream())
                    .execute(arguments);
        } finally {
            out = output.toString(StandardCharsets.UTF_8);
        }
    }
}
