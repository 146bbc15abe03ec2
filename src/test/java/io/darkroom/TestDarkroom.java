package io.darkroom;

import io.darkroom.batch.RunOptions;
import io.darkroom.batch.Runs;
import io.darkroom.check.Bucket;
import io.darkroom.check.EndState;
import io.darkroom.cli.CommandLineApp;
import io.darkroom.cli.Terminal;
import io.darkroom.item.RunId;
import io.darkroom.job.JobDefinition;
import io.darkroom.job.JobFiles;
import io.darkroom.job.Refresh;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.ConfigurableApplicationContext;

/// The whole program in this process, over a home folder of its own.
record TestDarkroom(Path home, ConfigurableApplicationContext context) implements AutoCloseable {

    /// The job of the sample catalog, as fast as it goes.
    static final Path DEMO = Path.of("jobs", "demo.yaml");

    private static final Map<String, String> FAST = Map.of("limits.requests_per_minute", "60000",
            "limits.concurrency", "8");

    /// @param settings each `darkroom.name=value`
    static TestDarkroom open(Path home, String... settings) {
        return open(home, DarkroomConfiguration.class, settings);
    }

    static TestDarkroom open(Path home, Class<?> configuration, String... settings) {
        var arguments = Stream.concat(Stream.of("darkroom.home=" + home,
                "darkroom.sandbox.latency-ms=0"), Stream.of(settings)).map(s -> "--" + s)
                .toArray(String[]::new);
        return new TestDarkroom(home, new SpringApplicationBuilder(configuration)
                .web(WebApplicationType.NONE).registerShutdownHook(false).run(arguments));
    }

    /// A job file with the demo's limits lifted and some of its keys replaced.
    static JobDefinition job(Path file, String... keysAndValues) {
        var overrides = new HashMap<>(FAST);
        for (int i = 0; i < keysAndValues.length; i += 2) {
            overrides.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return JobFiles.read(file, overrides);
    }

    /// What a command said, on both streams, and its exit code.
    record Said(int code, String text) {}

    /// A command as it is typed, in this process.
    Said execute(String... arguments) {
        var output = new ByteArrayOutputStream();
        int code;
        try (var print = new PrintStream(output, true, StandardCharsets.UTF_8)) {
            code = new CommandLineApp(() -> SpringServices.services(context), print, print,
                    new Terminal(false, false, 200), InputStream.nullInputStream())
                    .execute(arguments);
        }
        return new Said(code, output.toString(StandardCharsets.UTF_8));
    }

    Runs runs() {
        return context.getBean(Runs.class);
    }

    String run(JobDefinition job) {
        return runs().run(job, options(Optional.empty(), _ -> {})).value();
    }

    String refreshAll(JobDefinition job) {
        return runs().run(job, options(Optional.of(Refresh.ALL), _ -> {})).value();
    }

    static RunOptions options(Optional<Refresh> refresh, Consumer<RunId> started) {
        return new RunOptions(0, Optional.empty(), refresh, InputStream.nullInputStream(), started);
    }

    Sql sql() {
        var database = context.getBean(JdbcConnectionDetails.class);
        return new Sql(database.getJdbcUrl(), String.valueOf(database.getUsername()),
                String.valueOf(database.getPassword()));
    }

    /// What a run left behind.
    EndState end(String run) {
        return end(run, Bucket.in(bucket()));
    }

    /// The same where the bucket is elsewhere.
    EndState end(String run, Bucket bucket) {
        return EndState.of(sql().url(), sql().user(), sql().password(), bucket).runs(run)
                .bill(bill()).spool(home.resolve("spool")).unwatched();
    }

    Path bill() {
        return home.resolve("sandbox").resolve("bill.jsonl");
    }

    /// Where the objects of the embedded bucket lie.
    Path bucket() {
        return home.resolve("s3").resolve("darkroom");
    }

    @Override
    public void close() {
        context.close();
    }
}
