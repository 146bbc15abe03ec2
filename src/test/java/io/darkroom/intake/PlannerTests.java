package io.darkroom.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.fetch.FetchPolicy;
import io.darkroom.fetch.Fetcher;
import io.darkroom.item.ItemState;
import io.darkroom.item.Layout;
import io.darkroom.item.Prices;
import io.darkroom.item.Recipe;
import io.darkroom.item.RunId;
import io.darkroom.item.Usd;
import io.darkroom.job.JobDefinition;
import io.darkroom.job.Limits;
import io.darkroom.job.OnUnknown;
import io.darkroom.ledger.Claim;
import io.darkroom.ledger.Ledger;
import io.darkroom.ledger.NewItem;
import io.darkroom.ledger.Settle;
import io.darkroom.ledger.Settlement;
import io.darkroom.ledger.TestDatabase;
import io.darkroom.ledger.TestJob;
import io.darkroom.manifest.Entries;
import io.darkroom.manifest.ManifestFile;
import io.darkroom.picture.Normaliser;
import io.darkroom.storage.S3ObjectStore;
import io.darkroom.storage.S3Settings;
import io.darkroom.storage.SourceMemory;
import io.darkroom.storage.Sources;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlannerTests {

    @AutoClose
    private static final TestDatabase DATABASE = TestDatabase.create();

    private final Ledger ledger = DATABASE.ledger();
    private final TestJob job = new TestJob(ledger);
    private final Fetcher fetcher = new Fetcher(FetchPolicy.strict());
    /// Nothing listens there: a plan that asked the bucket would fail.
    private final S3ObjectStore store = new S3ObjectStore(new S3Settings(
            Optional.of(URI.create("http://127.0.0.1:1")), "darkroom", "us-east-1", true,
            S3Settings.Checksums.WHEN_REQUIRED, Optional.empty(), Optional.empty()));
    private Path home = Path.of("");

    @BeforeEach
    void live(@TempDir Path folder) {
        home = folder;
    }

    @AfterEach
    void close() {
        store.close();
        fetcher.close();
    }

    @Test
    void aFirstRunIsAllNew() throws IOException {
        var plan = plan("id,prompt,quality\nA,kite,low\nB,boat,medium\nC,fox,high\n");
        assertThat(plan.entries()).isEqualTo(3);
        assertThat(plan.fresh()).isEqualTo(3);
        assertThat(plan.estimate()).isEqualTo(Usd.of("0.29"));
        assertThat(plan.worstCase()).isEqualTo(Usd.of("0.29"));
        assertThat(plan.costs()).extracting(PlanReport.Line::quality)
                .containsExactlyInAnyOrder("low", "medium", "high");
        assertThat(plan.expected()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void comparesWithTheLatestRun() throws IOException {
        var earlier = ingested("id,prompt\nSame,kite\nChanged,boat\nHeld,fox\nGone,tree\n");
        for (var claim : job.claim(earlier)) {
            ledger.claims().settle(List.of(end(claim)));
        }
        var plan = plan("""
            id,prompt
            Changed,red boat
            Held,fox
            New,sun
            Moved,kite
            Bad,
            New,moon
            """);
        assertThat(plan.fresh()).isEqualTo(1);
        assertThat(plan.changed()).isEqualTo(1);
        assertThat(plan.changedBy()).containsExactly(Map.entry("prompt", 1L),
                Map.entry("model", 1L));
        assertThat(plan.changes())
                .containsExactly(new PlanReport.Change("Changed", "",
                        List.of("prompt", "model")));
        assertThat(plan.unchanged()).isEqualTo(1);
        assertThat(plan.held()).isEqualTo(1);
        assertThat(plan.invalid()).isEqualTo(2);
        assertThat(plan.removed()).isEqualTo(2);
        assertThat(plan.estimate()).isEqualTo(Usd.of("0.12"));
        assertThat(plan.problems()).hasSize(2).anySatisfy(p -> assertThat(p).contains("shop.csv:6"))
                .anySatisfy(p -> assertThat(p).contains("shop.csv:7: id \"New\": unique; line 4"));
    }

    private Settlement end(Claim claim) {
        long attempt = job.open(claim);
        return claim.entryId().equals("Held")
                ? Settle.unknown(claim, attempt)
                : Settle.stored(claim, attempt);
    }

    @Test
    void leavesNothingBehind() throws IOException {
        plan("id,prompt\nA,kite\nB,boat\n");
        assertThat(ledger.runs().latestOf(job.name())).isEmpty();
        for (var table : List.of("run", "item", "item_input", "budget")) {
            assertThat(DATABASE.jdbc().sql("select count(*) from " + table + " x where "
                    + "to_jsonb(x)::text like '%kite%' or to_jsonb(x)::text like :job")
                    .param("job", "%" + job.name() + "%").query(Long.class).single()).isZero();
        }
        assertThat(home.resolve("copies")).isEmptyDirectory();
    }

    @Test
    void takesOnlyTheFirstEntriesIfAsked() throws IOException {
        var plan = plan("id,prompt\nA,kite\nB,boat\nC,fox\n", 2, definition(Limits.DEFAULT));
        assertThat(plan.items()).isEqualTo(2);
    }

    @Test
    void readsTheManifestFromStandardInput() {
        var text = "id,prompt\nA,kite\n".getBytes(StandardCharsets.UTF_8);
        var file = definition(Limits.DEFAULT);
        var piped = new JobDefinition(file.name(), "-", home, file.provider(), file.model(),
                file.recipe(), file.limits(), file.outputKey(), file.refresh(), file.reuse(),
                file.guard());
        assertThat(planner().plan(piped, 0, new ByteArrayInputStream(text)).items()).isOne();
    }

    @Test
    void theWorstCaseCountsEveryTryThatMayBeBilled() throws IOException {
        var limits = new Limits(60, 60, Optional.empty(), Optional.empty(),
                Optional.empty(), 3, OnUnknown.RETRY);
        var plan = plan("id,prompt\nA,kite\n", 0, definition(limits));
        assertThat(plan.estimate()).isEqualTo(Usd.of("0.06"));
        assertThat(plan.worstCase()).isEqualTo(Usd.of("0.18"));
    }

    @Test
    void anUnknownPriceIsSaidAndRefusedUnderABudget() throws IOException {
        var free = planner(new Prices(Map.of()));
        Files.writeString(home.resolve("shop.csv"), "id,prompt\nA,kite\n");
        var open = free.plan(definition(Limits.DEFAULT), 0, InputStream.nullInputStream());
        assertThat(open.priceUnknown()).isTrue();
        assertThat(open.warnings()).anyMatch(w -> w.contains("no known price"));
        var capped = new Limits(10, 3, Optional.empty(), Optional.of(Usd.of("5")),
                Optional.empty(), 3,
                OnUnknown.HOLD);
        assertThat(free.plan(definition(capped), 0, InputStream.nullInputStream()).invalid())
                .isOne();
    }

    @Test
    void warnsOfTheDearestCalls() throws IOException {
        assertThat(plan("id,prompt,quality,resolution\nA,kite,high,\nB,boat,,4k\nC,fox,,\n")
                .warnings()).anyMatch(w -> w.startsWith("2 items ask for high quality or 4k"));
    }

    @Test
    void warnsOfRatiosThatMayNotWork() throws IOException {
        assertThat(plan("id,prompt,aspect_ratio\nA,kite,21:9\n").warnings())
                .anyMatch(w -> w.startsWith("1 items ask for"));
    }

    private PlanReport plan(String manifest) throws IOException {
        return plan(manifest, 0, definition(Limits.DEFAULT));
    }

    private PlanReport plan(String manifest, long limit, JobDefinition definition)
            throws IOException {
        Files.writeString(home.resolve("shop.csv"), manifest);
        return planner().plan(definition, limit, InputStream.nullInputStream());
    }

    private Planner planner() {
        return planner(Prices.estimate());
    }

    private Planner planner(Prices prices) {
        var copies = new ManifestCopies(home.resolve("copies"), fetcher, store, "darkroom");
        return new Planner(ledger, copies, sources(), prices, Clock.systemUTC(), new Random(1));
    }

    private Sources sources() {
        return new Sources(home.resolve("inputs"), fetcher, store, "darkroom",
                new Normaliser(Duration.ofMinutes(1)), SourceMemory.NONE);
    }

    private JobDefinition definition(Limits limits) {
        return Jobs.job(job.name(), home, Recipe.PLAIN, limits, "{{job}}/{{run}}/{{id}}.{{ext}}");
    }

    /// A run of a manifest, read as a real run reads it.
    private RunId ingested(String manifest) throws IOException {
        var file = Files.writeString(home.resolve("shop.csv"), manifest);
        var items = new ArrayList<NewItem>();
        try (var reader = Entries.open(new ManifestFile(file, "shop.csv"), Layout.PLAIN)) {
            var maker = new ItemMaker(definition(Limits.DEFAULT),
                    new RunId("20261122-153042-7f3a9c"), "shop.csv", home, reader.mapping(),
                    sources(), Prices.estimate());
            for (var row = reader.read(); row.isPresent(); row = reader.read()) {
                maker.drafts(row.get()).forEach(draft -> items.add(maker.item(draft)));
            }
        }
        var run = job.run(Optional.empty(), items);
        assertThat(job.items(run)).extracting(i -> i.state()).containsOnly(ItemState.PENDING);
        return run;
    }
}
