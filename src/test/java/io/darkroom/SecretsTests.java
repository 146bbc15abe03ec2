package io.darkroom;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.check.Bucket;
import io.darkroom.check.Checker;
import io.darkroom.check.EndState;
import io.darkroom.embedded.EmbeddedPostgres;
import io.darkroom.embedded.EmbeddedS3;
import io.darkroom.item.Secret;
import io.darkroom.sandbox.AnswerForm;
import io.darkroom.sandbox.FaultRule;
import io.darkroom.sandbox.Keys;
import io.darkroom.sandbox.Latency;
import io.darkroom.sandbox.SandboxOptions;
import io.darkroom.sandbox.SandboxServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Six canaries in a run that meets twenty-five faults, a provider that shows what it was sent, a
/// store that refuses, and a database that refuses: the API's key, the same as the header that the
/// provider echoes, the database's password, the one of its client certificate in the URL, the store's secret key, and the
/// signature of the URLs of results.
final class SecretsTests {

    private static final String KEY = "hi_canary-of-the-provider-4f1d";
    private static final String CERTIFICATE = "canary/of+the=certificate-77ab";

    /// The sandbox signs all its results with it.
    private static final String SIGNATURE = "5ca1ab1e0ddba11c0ffee5eedfacade0feedbeef";

    @TempDir
    private Path folder;

    @TempDir
    private Path servers;

    private QuickStart program;

    @BeforeEach
    void pack() throws IOException {
        program = DarkroomProcess.program(folder.resolve("program"));
    }

    @Test
    void areNowhereAfterEverythingWentWrong() throws Exception {
        job();
        try (var database = EmbeddedPostgres.open(servers);
                var store = EmbeddedS3.open(servers);
                var provider = provider()) {
            var environment = environment(database, store, provider);
            everything(environment);

            var sql = new Sql(database.jdbcUrl(), database.user(), database.password());
            try (var objects = Bucket.at(store.endpoint(), store.bucket(), store.accessKey(),
                    store.secretKey())) {
                var end = EndState.of(sql.url(), sql.user(), sql.password(), objects)
                        .runs(sql.texts("select id from run").getFirst()).unwatched().unfinished()
                        .bill(bill()).logs(DarkroomProcess.output(folder), folder.resolve("home"))
                        .secrets(KEY, "Bearer " + KEY, database.password(), store.secretKey(),
                                CERTIFICATE);
                assertThat(Checker.check(end)).isEmpty();
                assertThat(Checker.check(end.secrets(SIGNATURE))).as("but for the addresses of"
                        + " results that could not be had, which are kept for their owner")
                        .allMatch(found -> found.toString().contains("/spool/"));
            }
        }
    }

    /// What a user does, with everything set wrong first and then right.
    private void everything(Map<String, String> environment) throws Exception {
        run(with(environment, "DARKROOM_DATABASE_PASSWORD", "wrong"), "run", "secrets.yaml");
        run(with(environment, "AWS_SECRET_ACCESS_KEY", "wrong"), "run", "secrets.yaml");
        run(with(environment, "HINOW_API_KEY", KEY + "-wrong"), "run", "secrets.yaml", "--yes");
        run(environment, "run", "secrets.yaml", "--yes", "--json");
        assertThat(DarkroomProcess.output(folder)).content()
                .contains("password authentication failed", "KEY_REFUSED", "credentials");
        assertThat(kept()).anyMatch(body -> body.contains("Bearer ***"));
    }

    /// What answers without an image said.
    private List<String> kept() throws IOException {
        try (var files = Files.walk(folder.resolve("home").resolve("spool"))) {
            return files.filter(file -> file.toString().endsWith(".body"))
                    .map(SecretsTests::text).toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run(Map<String, String> environment, String... arguments)
            throws InterruptedException {
        try (var process = DarkroomProcess.start(program, folder, environment,
                arguments)) {
            process.exitCode();
        }
    }

    private Map<String, String> environment(EmbeddedPostgres database, EmbeddedS3 store,
            SandboxServer provider) {
        return Map.ofEntries(Map.entry("DARKROOM_HOME", folder.resolve("home").toString()),
                Map.entry("DARKROOM_DATABASE_URL",
                        database.jdbcUrl() + (database.jdbcUrl().contains("?") ? "&" : "?")
                                + "sslpassword=" + CERTIFICATE),
                Map.entry("DARKROOM_DATABASE_USER", database.user()),
                Map.entry("DARKROOM_DATABASE_PASSWORD", database.password()),
                Map.entry("DARKROOM_S3_ENDPOINT", store.endpoint().toString()),
                Map.entry("DARKROOM_S3_BUCKET", store.bucket()),
                Map.entry("DARKROOM_S3_PATH_STYLE", "true"),
                Map.entry("AWS_ACCESS_KEY_ID", store.accessKey()),
                Map.entry("AWS_SECRET_ACCESS_KEY", store.secretKey()),
                Map.entry("HINOW_API_KEY", KEY),
                Map.entry("HINOW_BASE_URL", provider.baseUrl().toString()));
    }

    private static Map<String, String> with(Map<String, String> environment, String name,
            String value) {
        return Stream.concat(environment.entrySet().stream(), Stream.of(Map.entry(name, value)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (_, b) -> b));
    }

    private SandboxServer provider() {
        var faults = Stream.concat(Stream.of("prompt~ECHOED=echo"),
                Stream.of(TwentyFiveFaults.values()).map(fault -> fault.rule("[" + fault + "]")))
                .map(FaultRule::parse).toList();
        return SandboxServer.start(new SandboxOptions(0, "127.0.0.1", new Latency(0, 0), 0, 0,
                AnswerForm.URL, Optional.of(bill()), faults, Optional.of(new Secret(KEY)),
                Keys.IGNORED, 1));
    }

    private Path bill() {
        return folder.resolve("bill").resolve("bill.jsonl");
    }

    private void job() throws IOException {
        var rows = Stream.concat(Stream.of("id,prompt", "echo,A picture ECHOED"),
                Stream.of(TwentyFiveFaults.values()).map(
                        fault -> "%s,A picture of [%s]\n%s-after,A picture".formatted(fault, fault,
                                fault)))
                .toList();
        Files.write(folder.resolve("secrets.csv"), rows);
        Files.write(folder.resolve("secrets.yaml"), List.of("manifest: secrets.csv",
                "provider: hinow", "defaults: {quality: low, output_format: jpeg}",
                "limits: {requests_per_minute: 6000, concurrency: 8}"));
    }
}
