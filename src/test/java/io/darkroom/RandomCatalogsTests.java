package io.darkroom;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import io.darkroom.batch.Runs;
import io.darkroom.fetch.Fetcher;
import io.darkroom.intake.ManifestCopies;
import io.darkroom.intake.Planner;
import io.darkroom.item.Guard;
import io.darkroom.item.Prices;
import io.darkroom.job.JobFiles;
import io.darkroom.ledger.Ledger;
import io.darkroom.provider.Providers;
import io.darkroom.sandbox.AnswerForm;
import io.darkroom.sandbox.FaultRule;
import io.darkroom.sandbox.Keys;
import io.darkroom.sandbox.Latency;
import io.darkroom.sandbox.SandboxOptions;
import io.darkroom.sandbox.SandboxServer;
import io.darkroom.storage.ObjectStore;
import io.darkroom.storage.Sources;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.transaction.PlatformTransactionManager;

/// What holds for every catalog: it costs no more than the plan's worst case, no two outputs share a
/// key, and the results are the manifest's rows in their order.
///
/// `-Dcatalogs.seed=N` makes others; a failure names the seed of its catalog.
final class RandomCatalogsTests {

    private static final long SEED = Long.getLong("catalogs.seed", 1);
    private static final int AT_ONCE = 6;

    /// One for all tests, because installing takes seconds.
    @TempDir
    static Path folder;

    private static SandboxServer provider;
    private static TestDarkroom darkroom;
    private static BlockingQueue<Runs> workers;

    /// A catalog that was run.
    private record Made(long seed, String run, BigDecimal worstCase) {}

    @BeforeAll
    static void open() throws IOException {
        Files.copy(Path.of("samples/images/mug.png"), folder.resolve("mug.png"));
        provider = SandboxServer.start(new SandboxOptions(0, "127.0.0.1", Latency.NONE, 0, 0,
                AnswerForm.INLINE, Optional.of(bill()),
                RandomCatalog.FAULTS.stream().map(FaultRule::parse).toList(), Optional.empty(),
                Keys.IGNORED, 1));
        darkroom = TestDarkroom.open(folder.resolve("home"),
                "darkroom.sandbox.url=" + provider.baseUrl(),
                "spring.datasource.hikari.maximum-pool-size=40");
        workers = new ArrayBlockingQueue<>(AT_ONCE);
        for (int i = 0; i < AT_ONCE; i++) {
            workers.add(worker());
        }
    }

    /// One of these works on one run at a time.
    private static Runs worker() {
        return new DarkroomConfiguration().runs(bean(DarkroomSettings.class), bean(Ledger.class),
                bean(ManifestCopies.class), bean(Sources.class), bean(Prices.class),
                bean(Providers.class), bean(ObjectStore.class), bean(JobRepository.class),
                bean(JobOperator.class), bean(PlatformTransactionManager.class));
    }

    private static <T> T bean(Class<T> type) {
        return darkroom.context().getBean(type);
    }

    @AfterAll
    static void close() {
        darkroom.close();
        provider.close();
    }

    private static Path bill() {
        return folder.resolve("bill").resolve("bill.jsonl");
    }

    @Test
    void keepsItsWordForFiftyCatalogs() throws Exception {
        keepsItsWord(LongStream.range(SEED, SEED + 50));
    }

    @Test
    @Tag("corpus")
    void keepsItsWordForAThousandCatalogs() throws Exception {
        keepsItsWord(LongStream.range(SEED + 50, SEED + 1050));
    }

    private static void keepsItsWord(LongStream seeds) throws Exception {
        var made = new ArrayList<Made>();
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            var tasks = seeds.<Callable<Made>>mapToObj(seed -> () -> make(seed)).toList();
            for (var result : threads.invokeAll(tasks)) {
                made.add(result.get());
            }
        }
        var bill = BillLine.sums(bill());
        assertThat(made).allSatisfy(catalog -> assertThat(
                bill.getOrDefault(catalog.run(), BigDecimal.ZERO)).as("bill of %s", catalog)
                .isLessThanOrEqualTo(catalog.worstCase()));
        assertThat(made).anySatisfy(catalog -> assertThat(bill.get(catalog.run())).isPositive());
    }

    private static Made make(long seed) throws Exception {
        var catalog = new RandomCatalog(seed);
        var job = JobFiles.read(catalog.write(folder), Map.of());
        var plan = bean(Planner.class).plan(job, 0, InputStream.nullInputStream());
        var worker = workers.take();
        try {
            var run = worker.run(job, TestDarkroom.options(Optional.empty(), _ -> {})).value();
            assertThat(plan.items()).as("items of seed %d", seed)
                    .isEqualTo(catalog.rows().size() * (long) catalog.variants().size());
            checkKeys(seed, run);
            checkResults(seed, catalog, job.guard(),
                    darkroom.bucket().resolve(job.name()).resolve(run).resolve("results.csv"));
            return new Made(seed, run, plan.worstCase().amount());
        } finally {
            workers.add(worker);
        }
    }

    private static void checkKeys(long seed, String run) {
        var keys = darkroom.sql().texts("""
            select n.output_key from item_input n join item i on i.id = n.item_id
            where n.run_id = ? and i.state <> 'INVALID'
            """, run);
        assertThat(keys).as("keys of seed %d", seed).doesNotHaveDuplicates()
                .allSatisfy(key -> assertThat(key).contains(run).matches("[A-Za-z0-9._!/-]+")
                        .doesNotContain("//", "/./", "/../"));
    }

    private static void checkResults(long seed, RandomCatalog catalog, Guard guard, Path csv)
            throws IOException {
        var lines = CsvReader.builder().ofCsvRecord(csv).stream().toList();
        var header = lines.getFirst().getFields();
        int row = header.indexOf("row");
        assertThat(header).as("header of seed %d", seed).hasSize(catalog.columns().size() + 25)
                .doesNotHaveDuplicates();
        int next = 1;
        for (int entry = 0; entry < catalog.rows().size(); entry++) {
            for (var variant : catalog.variants()) {
                var line = lines.get(next++);
                assertThat(line.getField(row)).as("row of seed %d", seed)
                        .isEqualTo(Integer.toString(entry + 1));
                assertThat(line.getField(row + 1)).as("variant of seed %d", seed)
                        .isEqualTo(variant);
                assertThat(line.getFields().subList(0, catalog.columns().size()))
                        .as("row %d of seed %d", entry + 1, seed)
                        .isEqualTo(catalog.rows().get(entry).values().stream()
                                .map(cell -> guarded(cell, guard)).toList());
            }
        }
        assertThat(lines).as("lines of seed %d", seed).hasSize(next);
    }

    private static String guarded(String cell, Guard guard) {
        boolean formula = cell.matches("(?s)[\\t\\r\\n].*|[\\s\\p{Cntrl}]*[=+@＝-].*");
        return guard == Guard.ON && formula ? "'" + cell : cell;
    }
}
