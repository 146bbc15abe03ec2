package io.darkroom.render;

import static io.darkroom.item.ItemState.PENDING;
import static io.darkroom.item.ItemState.REJECTED;
import static io.darkroom.item.ItemState.SUCCEEDED;
import static io.darkroom.item.ItemState.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import io.darkroom.engine.Stop;

import io.darkroom.item.Usd;
import io.darkroom.ledger.Items;
import io.darkroom.ledger.NewItem;
import io.darkroom.ledger.TestDatabase;
import io.darkroom.sandbox.Charge;
import io.darkroom.sandbox.SandboxOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RenderingTests {

    @AutoClose
    private static final TestDatabase DATABASE = TestDatabase.create();

    @TempDir
    Path home;

    @Test
    void endsEveryItemInTheRightStateThroughManyFaults() throws Exception {
        try (var studio = studio("*=429:x4:after=0", "prompt~nude=400:content_policy_violation",
                "prompt~lost=500:billed", "prompt~broken=500")) {
            var run = studio.job().run(sixty());
            assertThat(studio.render(run)).isEmpty();
            var counts = studio.ledger().overview().counts(run);
            assertThat(counts.of(SUCCEEDED)).isEqualTo(52);
            assertThat(counts.of(REJECTED)).isEqualTo(3);
            assertThat(counts.of(UNKNOWN)).isEqualTo(5);
            assertThat(counts.throttled()).isEqualTo(4);
            assertThat(counts.requests()).isEqualTo(studio.sandbox().posts()).isEqualTo(64);
            assertThat(counts.spent()).isEqualTo(Usd.of("0.52"));
            assertThat(counts.perhapsBilled()).isEqualTo(Usd.of("0.05"));
            assertThat(billed(studio)).isEqualTo(Usd.of("0.54"));
            assertThat(studio.spool().attempts()).isEmpty();
        }
    }

    private static NewItem[] sixty() {
        var items = new ArrayList<NewItem>();
        for (int n = 1; n <= 60; n++) {
            var word = n % 20 == 0
                    ? "nude"
                    : n == 11 || n == 31
                            ? "lost"
                            : n % 17 == 0
                                    ? "broken"
                                    : "kite";
            items.add(Items.item(n, "A-" + n, word + " " + n));
        }
        return items.toArray(NewItem[]::new);
    }

    @Test
    void everyChargeHasItsOwnRequestInTheLedger() throws Exception {
        try (var studio = studio("prompt~kite 3=reset:billed")) {
            var run = studio.job().run(Items.many(6).toArray(NewItem[]::new));
            studio.render(run);
            var keys = DATABASE.jdbc()
                    .sql("select idempotency_key from attempt where run_id = :run")
                    .param("run", run.value()).query(String.class).list();
            assertThat(studio.sandbox().bill()).extracting(Charge::idempotencyKey)
                    .doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(keys);
        }
    }

    @Test
    void theObjectIsWhatTheLedgerSays() throws Exception {
        try (var studio = studio()) {
            var run = studio.job().run(Items.item(1, "A-1", "a kite"));
            studio.render(run);
            var output = studio.job().items(run).getFirst().output().orElseThrow();
            assertThat(studio.objects().resolve(output.key())).isRegularFile()
                    .hasDigest("SHA-256", output.hash().hex());
            assertThat(output.size()).hasToString("1024×1024");
        }
    }

    @Test
    void aSecondRunOfTheSameManifestSendsNothing() throws Exception {
        try (var studio = studio()) {
            studio.render(studio.job().run(Items.many(5).toArray(NewItem[]::new)));
            var second = studio.job().run(Items.many(5).toArray(NewItem[]::new));
            studio.ledger().carryOver().offerReuse(second, Optional.of(studio.job().name()));
            studio.render(second);
            assertThat(studio.sandbox().posts()).isEqualTo(5);
            assertThat(studio.states(second)).containsOnly(SUCCEEDED);
            assertThat(studio.ledger().overview().counts(second).reused()).isEqualTo(5);
        }
    }

    @Test
    void anOutputThatIsGoneFromTheBucketIsMadeAgain() throws Exception {
        try (var studio = studio()) {
            var first = studio.job().run(Items.item(1, "A-1", "a kite"));
            studio.render(first);
            Files.delete(studio.objects().resolve("shop/1/A-1.png"));
            var second = studio.job().run(Items.item(1, "A-1", "a kite"));
            studio.ledger().carryOver().offerReuse(second, Optional.of(studio.job().name()));
            studio.render(second);
            assertThat(studio.sandbox().posts()).isEqualTo(2);
            assertThat(studio.states(second)).containsOnly(SUCCEEDED);
        }
    }

    @Test
    void neverSpendsMoreThanTheBudget() throws Exception {
        try (var studio = studio()) {
            var run = studio.job().run(Optional.of(Usd.of("0.05")), Items.many(20));
            var stop = (Stop.Halted) studio.render(run).orElseThrow();
            assertThat(stop.reason()).isEqualTo(Stop.Reason.BUDGET_REACHED);
            assertThat(studio.states(run)).containsOnly(SUCCEEDED, PENDING)
                    .filteredOn(SUCCEEDED::equals).hasSize(5);
            assertThat(billed(studio)).isEqualTo(Usd.of("0.05"));
        }
    }

    @Test
    void aRefusedKeyStopsTheRunAndCostsNothing() throws Exception {
        try (var studio = studio("*=401")) {
            var run = studio.job().run(Items.many(50).toArray(NewItem[]::new));
            var stop = (Stop.Halted) studio.render(run).orElseThrow();
            assertThat(stop.reason()).isEqualTo(Stop.Reason.KEY_REFUSED);
            assertThat(studio.sandbox().posts()).isLessThanOrEqualTo(8);
            assertThat(studio.states(run)).containsOnly(PENDING);
            assertThat(studio.ledger().overview().counts(run).reserved()).isEqualTo(Usd.ZERO);
        }
    }

    private Studio studio(String... faults) {
        return new Studio(DATABASE, home, SandboxOptions.DEFAULT.failing(faults));
    }

    private static Usd billed(Studio studio) {
        return studio.sandbox().bill().stream().map(Charge::usd).reduce(Usd.ZERO, Usd::plus);
    }
}
