package io.darkroom;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

/// How fast a large manifest becomes items, beside what PostgreSQL needs to take the same file in as
/// plain text: a COPY into a table without keys and indexes, in one transaction, right before and right
/// after.
///
/// The program is a process of its own with 256 MB of heap. How many rows the manifests have is in
/// `darkroom.ingest.rows`. Prints rows for `src/docs/benchmarks.md`.
@Tag("benchmark")
class IngestBenchmark {

    private static final int ROWS = Integer.getInteger("darkroom.ingest.rows", 1_000_000);

    private static final String SECONDS = """
        select extract(epoch from e.end_time - e.start_time)
        from batch_step_execution e join batch_job_execution_params p using (job_execution_id)
        where p.parameter_name = 'run' and p.parameter_value = (select id from run where job = ?)
            and e.step_name = ?
        """;

    @TempDir
    Path folder;

    @Test
    void takesALargeManifestInAFixedHeap() throws Exception {
        var catalog = new LargeCatalog(folder, ROWS);
        var csv = catalog.csv("catalog");
        var export = new LargeExport(folder, ROWS);
        var wide = export.csv("export");
        var program = DarkroomProcess.program(folder.resolve("program"));
        try (var server = EmbeddedPostgres.open(folder.resolve("home"))) {
            var sql = new Sql(server.jdbcUrl(), server.user(), server.password());
            plan(program, catalog.job("planned", csv));
            compare(program, sql, csv, catalog.job("csv", csv), LargeCatalog.COLUMNS);
            compare(program, sql, wide, export.job("export", wide), LargeExport.COLUMNS);
            ingested(program, sql, catalog.job("jsonl", catalog.jsonLines("catalog")));
        }
    }

    private void compare(QuickStart program, Sql sql, Path csv, Path job, int columns)
            throws Exception {
        double before = copied(sql, csv, columns);
        var rate = ingested(program, sql, job);
        double after = copied(sql, csv, columns);
        System.out.printf("| COPY of %s | %,d rows of %,d bytes | %,.0f and %,.0f rows/s |%n",
                csv.getFileName(), ROWS, Files.size(csv) / ROWS, before, after);
        System.out.printf("| %s against COPY | | %.2f |%n", csv.getFileName(),
                2 * rate / (before + after));
    }

    /// Rows a second.
    private static double copied(Sql sql, Path csv, int columns) throws SQLException, IOException {
        try (var connection = DriverManager.getConnection(sql.url(), sql.user(), sql.password());
                var in = Files.newInputStream(csv)) {
            connection.setAutoCommit(false);
            execute(connection, IntStream.range(0, columns).mapToObj(n -> "c" + n + " text")
                    .collect(Collectors.joining(", ", "create table raw (", ")")));
            connection.commit();
            long began = System.nanoTime();
            connection.unwrap(PGConnection.class).getCopyAPI()
                    .copyIn("copy raw from stdin (format csv, header)", in, 1 << 16);
            connection.commit();
            double seconds = (System.nanoTime() - began) / 1e9;
            execute(connection, "drop table raw");
            connection.commit();
            return ROWS / seconds;
        }
    }

    private static void execute(Connection connection, String statement) throws SQLException {
        try (var once = connection.createStatement()) {
            once.execute(statement);
        }
    }

    private void plan(QuickStart program, Path job) throws InterruptedException {
        long began = System.nanoTime();
        try (var process = start(program, "plan", job)) {
            var peak = peak(process);
            assertThat(process.exitCode()).isZero();
            System.out.printf("| plan | %,d rows | %.0f s, at most %d MB resident |%n", ROWS,
                    (System.nanoTime() - began) / 1e9, peak);
        }
    }

    /// Lets the program take in a manifest and stops it when it begins to render.
    ///
    /// @return rows a second
    private double ingested(QuickStart program, Sql sql, Path job) throws Exception {
        var name = job.getFileName().toString().replace(".yaml", "");
        try (var process = start(program, "run", job)) {
            while (!process.ended()
                    && sql.number("select count(*) from run where job = ? and ingested",
                            name) == 0) {
                process.leave(Duration.ofSeconds(1));
            }
            process.signal("TERM");
            long peak = peak(process);
            process.exitCode();
            assertThat(sql.number("""
                select count(*) from item i join run r on r.id = i.run_id where r.job = ?
                """, name)).isEqualTo(ROWS);
            double ingest = sql.money(SECONDS, name, "ingest").doubleValue();
            System.out.printf("| ingest of %s | %,d rows | %,.0f rows/s, compared in %.1f s,"
                    + " at most %d MB resident |%n", job.getFileName(), ROWS, ROWS / ingest,
                    sql.money(SECONDS, name, "compare").doubleValue(), peak);
            return ROWS / ingest;
        }
    }

    private DarkroomProcess start(QuickStart program, String command, Path job) {
        return DarkroomProcess.start(program, folder,
                Map.of("DARKROOM_HOME", folder.resolve("home").toString()), command,
                job.getFileName().toString());
    }

    /// The most memory that a process had, in MB; 0 where the system does not tell.
    private static long peak(DarkroomProcess process) throws InterruptedException {
        long most = 0;
        while (!process.ended()) {
            most = Math.max(most, resident(process.process().pid()));
            process.leave(Duration.ofMillis(200));
        }
        return most;
    }

    private static long resident(long pid) {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).findFirst()
                    .orElse(0) / 1024;
        } catch (IOException | UncheckedIOException _) {
            return 0;
        }
    }
}
