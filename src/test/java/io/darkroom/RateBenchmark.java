package io.darkroom;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.batch.RunOptions;
import io.darkroom.batch.Runs;
import io.darkroom.job.JobFiles;
import io.darkroom.sandbox.Latency;
import io.darkroom.sandbox.Keys;
import io.darkroom.sandbox.SandboxOptions;
import io.darkroom.sandbox.SandboxServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.jdbc.core.simple.JdbcClient;

/// How much of the allowed rate a run uses: 1,000 items at 600 requests a minute, calls that take two
/// seconds at the median, against a server that counts over a sliding minute.
///
/// Prints a row for `src/docs/benchmarks.md`.
@Tag("benchmark")
class RateBenchmark {

    private static final int ITEMS = 1000;
    private static final int PER_MINUTE = 600;

    private static final String USED = """
        with a as (select sent_at from attempt),
            edge as (select min(sent_at) + interval '10 seconds' as first, max(sent_at) as last
                from a)
        select 60.0 * count(*) / extract(epoch from max(last) - max(first)) / :allowed
        from a, edge where sent_at >= first and sent_at < last
        """;
    private static final String BUSIEST = """
        select max(n) from (select count(*) over (order by sent_at
            range between current row and interval '1 minute' following) as n from attempt) w
        """;

    @TempDir
    Path folder;

    @Test
    void usesTheAllowedRate() throws IOException {
        var limited = new SandboxOptions(0, "127.0.0.1", new Latency(2000, 0.4), PER_MINUTE, 0,
                SandboxOptions.DEFAULT.answer(), Optional.empty(), List.of(),
                Optional.empty(), Keys.IGNORED, 1);
        try (var provider = SandboxServer.start(limited);
                var context = new SpringApplicationBuilder(DarkroomConfiguration.class)
                        .web(WebApplicationType.NONE)
                        .properties(Map.of("darkroom.home", folder.resolve("home").toString(),
                                "HINOW_BASE_URL", provider.baseUrl().toString(),
                                "HINOW_API_KEY", "hi_benchmark"))
                        .run()) {
            var job = JobFiles.read(job(), Map.of());
            context.getBean(Runs.class).run(job, new RunOptions(0, Optional.empty(),
                    Optional.empty(), InputStream.nullInputStream(), _ -> {}));
            report(context.getBean(JdbcClient.class), provider);
        }
    }

    private Path job() throws IOException {
        var rows = IntStream.range(0, ITEMS).mapToObj(i -> i + ",Product " + i + " on oak,low\n")
                .collect(Collectors.joining("", "id,prompt,quality\n", ""));
        Files.writeString(folder.resolve("products.csv"), rows);
        return Files.writeString(folder.resolve("rate.yaml"), """
            manifest: products.csv
            provider: hinow
            limits: {requests_per_minute: %d, concurrency: 40}
            """.formatted(PER_MINUTE));
    }

    private static void report(JdbcClient jdbc, SandboxServer provider) {
        double used = jdbc.sql(USED).param("allowed", PER_MINUTE).query(Double.class).single();
        long busiest = jdbc.sql(BUSIEST).query(Long.class).single();
        long throttled = jdbc.sql("select count(*) from attempt where outcome = 'THROTTLED'")
                .query(Long.class).single();
        System.out.printf("| rate | %d items, %d/min | %.1f %% | %d | %d | %d |%n", ITEMS,
                PER_MINUTE, 100 * used, busiest, throttled, provider.posts());
        assertThat(provider.bill()).hasSize(ITEMS);
    }
}
