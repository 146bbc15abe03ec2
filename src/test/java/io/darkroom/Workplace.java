package io.darkroom;

import static org.awaitility.Awaitility.await;

import io.darkroom.check.Bucket;
import io.darkroom.check.EndState;
import io.darkroom.check.Watch;
import io.darkroom.embedded.EmbeddedPostgres;
import io.darkroom.item.Secret;
import io.darkroom.sandbox.AnswerForm;
import io.darkroom.sandbox.FaultRule;
import io.darkroom.sandbox.Latency;
import io.darkroom.sandbox.Keys;
import io.darkroom.sandbox.SandboxOptions;
import io.darkroom.sandbox.SandboxServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;

/// A folder in which Darkroom runs as processes: its home, job files, and the database server, which
/// is kept open so that it can be asked between two processes, and watched from the beginning.
record Workplace(Path folder, QuickStart program, EmbeddedPostgres server, Sql sql)
        implements
            AutoCloseable {

    private static final String KEY = "hi_test";

    static Workplace open(Path folder) throws IOException, SQLException {
        var program = DarkroomProcess.program(folder.resolve("program"));
        var server = EmbeddedPostgres.open(folder.resolve("home"));
        Flyway.configure().dataSource(server.jdbcUrl(), server.user(), server.password())
                .locations("classpath:db/migration").load().migrate();
        Watch.install(server.jdbcUrl(), server.user(), server.password());
        return new Workplace(folder, program, server,
                new Sql(server.jdbcUrl(), server.user(), server.password()));
    }

    /// A provider that ignores keys and keeps its bill in a file.
    SandboxServer provider(String bill, Duration latency, int concurrency, String... faults) {
        return provider(bill, latency, concurrency, Keys.IGNORED, faults);
    }

    /// A provider that keeps its bill in a file.
    SandboxServer provider(String bill, Duration latency, int concurrency, Keys keys,
            String... faults) {
        return provider(bill, latency, concurrency, keys, 1, List.of(faults));
    }

    /// The same with another seed.
    SandboxServer provider(String bill, Duration latency, int concurrency, Keys keys, long seed,
            List<String> faults) {
        return SandboxServer.start(new SandboxOptions(0, "127.0.0.1",
                new Latency(latency.toMillis(), 0.3), 0, concurrency, AnswerForm.URL,
                Optional.of(bill(bill)), faults.stream().map(FaultRule::parse).toList(),
                Optional.of(new Secret(KEY)), keys, seed));
    }

    Path bill(String name) {
        return folder.resolve(name + "-bill").resolve("bill.jsonl");
    }

    /// Writes a job and its manifest; the nth prompt is `PROMPT n`.
    ///
    /// @param limits such as `requests_per_minute: 600, concurrency: 16`
    void job(String name, String limits, List<String> prompts) throws IOException {
        Files.writeString(folder.resolve(name + ".csv"), IntStream.range(0, prompts.size())
                .mapToObj(n -> "entry-%d,%s\n".formatted(n + 1, prompts.get(n)))
                .collect(Collectors.joining("", "id,prompt\n", "")));
        Files.writeString(folder.resolve(name + ".yaml"), """
            manifest: %s.csv
            provider: hinow
            defaults: {quality: low, resolution: 1k, aspect_ratio: "1:1", output_format: jpeg}
            limits: {%s}
            """.formatted(name, limits));
    }

    static List<String> prompts(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(n -> "Picture " + n).toList();
    }

    /// The ids in the manifest of a job with so many prompts.
    static List<String> entries(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(n -> "entry-" + n).toList();
    }

    DarkroomProcess start(SandboxServer provider, String... arguments) {
        return start(provider, Keys.IGNORED, arguments);
    }

    /// @param keys what the program is told that they are worth
    DarkroomProcess start(SandboxServer provider, Keys keys, String... arguments) {
        return start(provider.baseUrl(), keys, Map.of(), arguments);
    }

    /// In front of a provider at another address, with more settings in the environment.
    DarkroomProcess start(URI provider, Keys keys, Map<String, String> settings,
            String... arguments) {
        var environment = new HashMap<>(settings);
        environment.put("DARKROOM_HOME", home().toString());
        environment.put("HINOW_BASE_URL", provider.toString());
        environment.put("HINOW_API_KEY", KEY);
        environment.put("DARKROOM_HINOW_IDEMPOTENCY", keys.honoured() ? "honoured" : "ignored");
        return DarkroomProcess.start(program, folder, environment, arguments);
    }

    /// Lets the program run once to its end, so that it starts faster from then on.
    void train() throws IOException, InterruptedException {
        job("training", "requests_per_minute: 6000", prompts(4));
        try (var provider = provider("training", Duration.ofMillis(1), 0)) {
            int code = new Workplace(folder, program.inTraining(), server, sql)
                    .exitCode(provider, "run", "training.yaml", "--quiet");
            if (code != 0) {
                throw new IllegalStateException("The training ended with " + code);
            }
        }
    }

    /// The program in this process instead of one of its own.
    TestDarkroom darkroom(SandboxServer provider, String... settings) {
        return TestDarkroom.open(home(), Stream.concat(Stream.of(
                "darkroom.hinow.base-url=" + provider.baseUrl(), "darkroom.hinow.api-key=" + KEY),
                Stream.of(settings)).toArray(String[]::new));
    }

    /// Runs a command to its end.
    int exitCode(SandboxServer provider, String... arguments) throws InterruptedException {
        try (var process = start(provider, arguments)) {
            return process.exitCode();
        }
    }

    /// Waits for a condition; a question that fails, because there are no tables yet, is a no.
    static void until(Callable<Boolean> condition) {
        await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(20))
                .ignoreExceptions().until(condition);
    }

    Path home() {
        return folder.resolve("home");
    }

    /// What a job's run left behind.
    EndState end(String job) {
        return end(job, Bucket.in(home().resolve("s3").resolve("darkroom")));
    }

    /// The same where the bucket is elsewhere.
    EndState end(String job, Bucket bucket) {
        return EndState.of(sql.url(), sql.user(), sql.password(), bucket).runs(run(job))
                .bill(bill(job)).spool(home().resolve("spool"))
                .logs(DarkroomProcess.output(folder)).secrets(KEY, sql.password());
    }

    /// Requests of a job whose end is not in the ledger: what was on the wire when a process was
    /// killed. What that process had told the database last is done first.
    List<Long> open(String job) {
        until(() -> sql.number("""
            select count(*) from pg_stat_activity where application_name = 'darkroom'
            """) == 0);
        return openNow(job);
    }

    /// The same while processes still live.
    List<Long> openNow(String job) {
        return sql.list(row -> row.getLong(1), """
            select a.id from attempt a join run r on r.id = a.run_id
            where r.job = ? and a.outcome is null
            """, job);
    }

    /// The only run of a job.
    String run(String job) {
        var runs = sql.texts("select id from run where job = ?", job);
        if (runs.size() != 1) {
            throw new AssertionError("Job " + job + " should have one run: " + runs);
        }
        return runs.getFirst();
    }

    @Override
    public void close() {
        server.close();
    }
}
