package io.darkroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.darkroom.check.Checker;
import io.darkroom.item.ItemState;
import io.darkroom.item.RunId;
import io.darkroom.item.UnusableInput;
import io.darkroom.job.JobDefinition;
import io.darkroom.sandbox.SandboxOptions;
import io.darkroom.sandbox.SandboxServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.json.JsonMapper;

/// The program as a whole, on its embedded servers and with the simulated provider.
final class EndToEndTests {

    private static final List<String> FIELDS = List.of("id", "row", "variant", "mode", "status",
            "attempts", "prompt", "images", "quality", "resolution", "aspect_ratio",
            "output_format", "output_key", "output_url", "output_sha256", "output_bytes", "width",
            "height", "cost_usd", "reused_from", "error_code", "error_message",
            "provider_request_id", "started_at", "finished_at");

    /// One for all tests, because installing takes seconds.
    @TempDir
    static Path folder;

    private static TestDarkroom darkroom;
    private static String demo;

    @BeforeAll
    static void runTheDemo() throws IOException {
        FileSystemUtils.copyRecursively(Path.of("samples"), folder.resolve("samples"));
        darkroom = TestDarkroom.open(folder.resolve("home"));
        demo = darkroom.run(TestDarkroom.job(TestDarkroom.DEMO));
    }

    @AfterAll
    static void close() {
        darkroom.close();
    }

    @Test
    void makesEveryImageOfTheDemo() {
        assertThat(darkroom.sql().states(demo)).isEqualTo(Map.of("SUCCEEDED", 24L));
        assertThat(darkroom.sql().requests(demo)).isEqualTo(24);
        assertThat(darkroom.sql().text("select state from run where id = ?", demo))
                .isEqualTo("COMPLETED");
    }

    @Test
    void agreesWithBucketBillAndSpool() {
        assertThat(Checker.check(darkroom.end(demo))).isEmpty();
    }

    @Test
    void isBilledOnceForEachImage() {
        assertThat(BillLine.of(demo, darkroom.bill())).hasSize(24);
    }

    @Test
    void agreesWithTheProvidersBalance() {
        assertThat(darkroom.sql().money("""
            select before_usd - after_usd - spent_usd from balance where run_id = ?
            """, demo)).isZero();
        assertThat(darkroom.sql().money("select spent_usd from balance where run_id = ?", demo))
                .isPositive();
    }

    @Test
    void stopsAtTheJobsBudgetOfTheDayAndGoesOnWithALargerOne() {
        var first = darkroom.run(demo("name", "daily", "limits.budget_usd_per_day", "1.00"));
        assertThat(darkroom.sql().text("select halt_reason from run where id = ?", first))
                .isEqualTo("DAILY_BUDGET_REACHED");
        assertThat(darkroom.sql().money("select spent_usd from daily_budget where job = 'daily'"))
                .isPositive().isLessThanOrEqualTo(BigDecimal.ONE);

        var second = darkroom.run(demo("name", "daily", "limits.budget_usd_per_day", "2.00"));
        assertThat(second).isEqualTo(first);
        assertThat(darkroom.sql().states(first)).isEqualTo(Map.of("SUCCEEDED", 24L));

        var all = darkroom.refreshAll(demo("name", "daily", "limits.budget_usd_per_day", "2.00"));
        assertThat(darkroom.sql().text("select halt_reason from run where id = ?", all))
                .isEqualTo("DAILY_BUDGET_REACHED");
        assertThat(Checker.check(darkroom.end(first))).isEmpty();
    }

    @Test
    void publishesEveryItemAsJsonLines() throws IOException {
        var lines = Files
                .readAllLines(darkroom.bucket().resolve("demo/" + demo + "/results.jsonl"));
        var fields = new ArrayList<>(FIELDS);
        fields.add("columns");

        assertThat(lines).hasSize(24).allSatisfy(line -> assertThat(
                JsonMapper.shared().readTree(line).propertyNames())
                .containsExactlyElementsOf(fields));
        assertThat(lines.getFirst()).contains("\"brand\":\"Kiln & Co\"");
    }

    @Test
    void publishesEveryItemAsCsvWithTheManifestsOwnColumns() throws IOException {
        var lines = Files.readAllLines(darkroom.bucket().resolve("demo/" + demo + "/results.csv"));

        assertThat(lines).hasSize(25);
        assertThat(lines.getFirst())
                .isEqualTo(header() + "," + String.join(",", FIELDS));
    }

    private static String header() throws IOException {
        return Arrays.stream(Files.readString(Path.of("samples/catalog.csv")).lines().findFirst()
                .orElseThrow().split(","))
                .map(name -> FIELDS.contains(name) ? "columns." + name : name)
                .collect(Collectors.joining(","));
    }

    @Test
    void marksTheBatchJobCompletedWhenNothingIsLeft() {
        assertThat(darkroom.sql().batchStatus(demo)).isEqualTo("COMPLETED");
    }

    @Test
    void sendsNothingForAnUnchangedManifest() {
        var again = darkroom.run(TestDarkroom.job(TestDarkroom.DEMO));

        assertThat(again).isNotEqualTo(demo);
        assertThat(darkroom.sql().requests(again)).isZero();
        assertThat(darkroom.sql().number(
                "select count(*) from item where run_id = ? and reused_from is not null", again))
                .isEqualTo(24);
        assertThat(Checker.check(darkroom.end(demo).repeat(again))).isEmpty();
    }

    @Test
    void leavesAFinishedRunAsItIsWhenItIsResumed() {
        var run = darkroom.run(demo("name", "resumed"));

        darkroom.runs().resume(new RunId(run), TestDarkroom.options(Optional.empty(), _ -> {}));

        assertThat(darkroom.sql().requests(run)).isEqualTo(24);
        assertThat(darkroom.sql().text("select state from run where id = ?", run))
                .isEqualTo("COMPLETED");
    }

    @Test
    void finishesARunWhoseProcessDiedAfterItsLastStep() {
        var job = demo("name", "last-step");
        var run = darkroom.run(job);
        darkroom.sql().texts("update run set state = 'RUNNING' where id = ? returning id", run);

        assertThat(darkroom.run(job)).isEqualTo(run);
        assertThat(darkroom.sql().text("select state from run where id = ?", run))
                .isEqualTo("COMPLETED");
    }

    @Test
    void sendsOneRequestForOneEditedPrompt() throws IOException {
        var catalog = folder.resolve("samples/catalog.csv");
        var edited = Files.readString(catalog).replace("hands at ten past ten", "hands at noon");
        Files.writeString(folder.resolve("samples/edited.csv"), edited);

        var run = darkroom.run(demo("manifest", folder.resolve("samples/edited.csv").toString()));

        assertThat(darkroom.sql().requests(run)).isEqualTo(1);
        assertThat(darkroom.sql().states(run)).isEqualTo(Map.of("SUCCEEDED", 24L));
    }

    @Test
    void sendsAllAgainWhenAllIsToBeRefreshed() {
        var run = darkroom.refreshAll(demo("name", "demo"));

        assertThat(darkroom.sql().requests(run)).isEqualTo(24);
        assertThat(Checker.check(darkroom.end(run))).isEmpty();
    }

    @Test
    void holdsRejectedAndUnknownItemsUntilTheyAreRetried() {
        try (var server = SandboxServer.start(SandboxOptions.DEFAULT.failing(
                "prompt~reading lamp with a linen=400:content_policy_violation:x1",
                "prompt~ash dining chair=reset:x1"));
                var other = TestDarkroom.open(darkroom.home(),
                        "darkroom.sandbox.url=" + server.baseUrl())) {
            var job = demo("name", "held");
            var first = other.run(job);
            assertThat(other.sql().states(first))
                    .isEqualTo(Map.of("SUCCEEDED", 22L, "REJECTED", 1L, "UNKNOWN", 1L));
            assertThat(other.sql().batchStatus(first)).isEqualTo("FAILED");

            var second = other.run(job);
            assertThat(server.posts()).isEqualTo(24);
            assertThat(other.sql().states(second)).isEqualTo(other.sql().states(first));

            other.runs().retry(new RunId(second), Set.of(ItemState.REJECTED, ItemState.UNKNOWN),
                    List.of(), TestDarkroom.options(Optional.empty(), _ -> {}));
            assertThat(server.posts()).isEqualTo(26);
            assertThat(other.sql().states(second)).isEqualTo(Map.of("SUCCEEDED", 24L));
            assertThat(other.sql().batchStatus(second)).isEqualTo("COMPLETED");
        }
    }

    @Test
    void clearsTheSpoolOfImagesThatWereStoredBeforeTheProcessDied() throws IOException {
        try (var server = SandboxServer.start(SandboxOptions.DEFAULT.failing(
                "prompt~ash dining chair=reset:x1"));
                var other = TestDarkroom.open(darkroom.home(),
                        "darkroom.sandbox.url=" + server.baseUrl())) {
            var run = other.run(demo("name", "spool"));
            var spool = other.home().resolve("spool").resolve(run);
            Files.createFile(Files.createDirectories(spool).resolve(other.sql().text("""
                select id from attempt where run_id = ? and outcome = 'RENDERED' limit 1
                """, run) + ".note"));

            other.runs().retry(new RunId(run), Set.of(ItemState.UNKNOWN), List.of(),
                    TestDarkroom.options(Optional.empty(), _ -> {}));
            assertThat(spool).doesNotExist();
        }
    }

    @Test
    void keepsBadRowsFromStoppingTheGoodOnes() throws IOException {
        var run = darkroom.run(demo("name", "broken", "manifest",
                folder.resolve("samples/broken.csv").toString()));

        assertThat(darkroom.sql().states(run)).isEqualTo(Map.of("SUCCEEDED", 2L, "INVALID", 11L));
        assertThat(darkroom.sql().requests(run)).isEqualTo(2);
        assertThat(complaints(run)).isEqualTo(expectedComplaints());
        assertThat(darkroom.sql().batchStatus(run)).isEqualTo("COMPLETED");
    }

    private static String complaints(String run) {
        return darkroom.sql().list(row -> row.getString(1).replace("\t", "␣") + ": ["
                + row.getString(2) + "]\n", """
                    select n.entry_id, coalesce(i.error_message, '')
                    from item i join item_input n on n.item_id = i.id
                    where i.run_id = ? order by i.id
                    """, run).stream().map(line -> line.replace(folder + "/samples/", ""))
                .collect(Collectors.joining());
    }

    private static String expectedComplaints() throws IOException {
        return Files.readString(Path.of("src/test/resources/golden/broken-csv.txt"));
    }

    @Test
    void sendsNothingOfAManifestThatBreaksOff() throws IOException {
        var manifest = folder.resolve("cut.json");
        Files.writeString(manifest, "[" + objects(600) + ", {\"prompt\": \"half a");
        var job = demo("name", "cut", "manifest", manifest.toString());

        assertThatExceptionOfType(UnusableInput.class).isThrownBy(() -> darkroom.run(job))
                .withMessageContaining("cut.json");
        assertThatExceptionOfType(UnusableInput.class).isThrownBy(() -> darkroom.run(job));

        assertThat(runs("cut")).hasSize(2).allSatisfy(run -> {
            assertThat(darkroom.sql().requests(run)).isZero();
            assertThat(darkroom.sql().batchStatus(run)).isNotEqualTo("COMPLETED");
        });
    }

    @Test
    void goesOnBehindTheLastChunkThatWasRead() throws IOException {
        var manifest = folder.resolve("long.json");
        Files.writeString(manifest, "[" + objects(1200) + "]");
        var job = demo("name", "long", "manifest", manifest.toString(), "limits.budget_usd",
                "0.01");

        try (var stopped = TestDarkroom.open(darkroom.home())) {
            stopped.runs().run(job,
                    TestDarkroom.options(Optional.empty(), _ -> stopped.runs().drain()));
        }
        var run = runs("long").getFirst();
        assertThat(entries(run)).hasSize(500);
        assertThat(darkroom.sql().batchStatus(run)).isNotEqualTo("COMPLETED");

        assertThat(darkroom.run(job)).isEqualTo(run);
        assertThat(entries(run)).isEqualTo(
                IntStream.rangeClosed(1, 1200).mapToObj(row -> "entry-" + row).toList());
    }

    @Test
    void sendsNothingForAnInputImageThatChanged() throws IOException {
        var image = folder.resolve("changing.png");
        Files.copy(Path.of("samples/images/mug.png"), image);
        Files.writeString(folder.resolve("changing.csv"),
                "id,prompt,image\nmug,On a table,changing.png\n");
        var manifest = folder.resolve("changing.csv").toString();
        var run = darkroom.run(demo("name", "changing", "manifest", manifest,
                "limits.budget_usd", "0.001"));
        Files.copy(Path.of("samples/images/bag.png"), image, StandardCopyOption.REPLACE_EXISTING);

        try (var later = TestDarkroom.open(darkroom.home())) {
            later.run(demo("name", "changing", "manifest", manifest, "limits.budget_usd", "1"));
        }
        assertThat(darkroom.sql().requests(run)).isZero();
        assertThat(darkroom.sql().text("select error_code from item where run_id = ?", run))
                .isEqualTo("INPUT_IMAGE");
    }

    private static List<String> runs(String job) {
        return darkroom.sql().texts("select id from run where job = ?", job);
    }

    private static List<String> entries(String run) {
        return darkroom.sql().texts("""
            select entry_id from item i join item_input n on n.item_id = i.id
            where i.run_id = ? order by i.id
            """, run);
    }

    private static String objects(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(n -> "{\"id\": \"entry-%d\", \"prompt\": \"Picture %d\"}".formatted(n, n))
                .collect(Collectors.joining(",\n"));
    }

    private static JobDefinition demo(String... keysAndValues) {
        return TestDarkroom.job(TestDarkroom.DEMO, keysAndValues);
    }
}
