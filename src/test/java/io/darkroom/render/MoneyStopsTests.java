package io.darkroom.render;

import static io.darkroom.item.ItemState.INVALID;
import static io.darkroom.item.ItemState.PENDING;
import static io.darkroom.item.ItemState.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.engine.Stop;
import io.darkroom.item.RunId;
import io.darkroom.item.Usd;
import io.darkroom.ledger.Caps;
import io.darkroom.ledger.Items;
import io.darkroom.ledger.TestDatabase;
import io.darkroom.sandbox.SandboxOptions;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(300)
class MoneyStopsTests {

    private static final int AT_ONCE = 8;

    @AutoClose
    private static final TestDatabase DATABASE = TestDatabase.create();

    @TempDir
    Path home;

    @Test
    void aReachedBudgetSaysWhatIsLeftAndWhatToType() throws Exception {
        try (var studio = studio()) {
            var run = studio.job().run(Optional.of(Usd.of("0.035")), Items.many(6));
            assertThat(halted(studio.render(run))).isEqualTo(new Stop.Halted(
                    Stop.Reason.BUDGET_REACHED, "The run's budget of $0.035 has $0.005 left and"
                            + " the next image may cost $0.01; raise it with --budget and resume"));
            assertThat(studio.sandbox().posts()).isEqualTo(3);
        }
    }

    @Test
    void aReachedBudgetOfTheDaySaysWhenItGoesOn() throws Exception {
        try (var studio = studio()) {
            var run = studio.job().run(new Caps(Optional.of(Usd.of("1")),
                    Optional.of(Usd.of("0.02"))), Items.many(6));
            assertThat(halted(studio.render(run))).isEqualTo(new Stop.Halted(
                    Stop.Reason.DAILY_BUDGET_REACHED, "The job's budget of $0.02 a day has $0.00"
                            + " left today and the next image may cost $0.01; resume after 00:00"
                            + " UTC, or raise limits.budget_usd_per_day and run again"));
            assertThat(studio.states(run)).containsOnly(SUCCEEDED, PENDING);
            assertThat(studio.sandbox().posts()).isEqualTo(2);
        }
    }

    @Test
    void anItemWithoutAPriceIsRefusedUnderABudget() throws Exception {
        try (var studio = studio()) {
            var run = studio.job().run(Optional.of(Usd.of("1")), Items.many(3));
            reprice(run, "A-2", "null");
            assertThat(studio.render(run)).isEmpty();
            assertThat(studio.states(run)).containsExactly(SUCCEEDED, INVALID, SUCCEEDED);
            assertThat(studio.job().items(run).get(1).errorMessage()).contains("There is a budget,"
                    + " and no price is known for text low 1k; set it in darkroom.prices and run"
                    + " again");
        }
    }

    @Test
    void anImageThatCostsMoreThanReservedIsWrittenDownAndStopsTheRun() throws Exception {
        try (var studio = studio()) {
            var run = studio.job().run(Optional.of(Usd.of("0.05")), Items.many(60));
            reprice(run, "%", "0.001");
            var stop = halted(studio.render(run));
            assertThat(stop.reason()).isEqualTo(Stop.Reason.COST_OVERRUN);
            assertThat(stop.message()).startsWith(
                    "The provider charged $0.01 for an image that is priced at $0.001;");
            assertThat(studio.ledger().overview().counts(run).spent())
                    .isEqualTo(Items.CENT.times(studio.sandbox().posts()));
            long posts = studio.sandbox().posts();
            assertThat(posts).isLessThan(60);
            studio.ledger().runs().cap(run, Items.CENT.times(posts));
            assertThat(halted(studio.render(run)).reason()).isEqualTo(Stop.Reason.BUDGET_REACHED);
            assertThat(studio.sandbox().posts()).isEqualTo(posts);
        }
    }

    @ParameterizedTest
    @CsvSource({"*=401, KEY_REFUSED", "*=402, OUT_OF_CREDIT", "*=403, NOT_IN_PLAN",
            "*=429:insufficient_quota, OUT_OF_CREDIT"})
    void nothingFollowsARefusalButWhatWasInFlight(String fault, Stop.Reason reason)
            throws Exception {
        refuse(fault, reason, 3);
    }

    @RepeatedTest(100)
    @Tag("storm")
    void nothingEverFollowsARefusalButWhatWasInFlight() throws Exception {
        refuse("*=401", Stop.Reason.KEY_REFUSED, 4);
        refuse("*=402", Stop.Reason.OUT_OF_CREDIT, 4);
        refuse("*=403", Stop.Reason.NOT_IN_PLAN, 4);
        refuse("*=429:insufficient_quota", Stop.Reason.OUT_OF_CREDIT, 4);
    }

    /// All requests are refused from the first one on, so all that are counted were in flight when
    /// its answer came.
    private void refuse(String fault, Stop.Reason reason, int times) throws Exception {
        try (var studio = studio(fault)) {
            for (int i = 0; i < times; i++) {
                long before = studio.sandbox().posts();
                var run = studio.job().run(Optional.of(Usd.of("1")), Items.many(40));
                assertThat(halted(studio.render(run)).reason()).isEqualTo(reason);
                assertThat(studio.sandbox().posts() - before).isBetween(1L, (long) AT_ONCE);
                assertThat(studio.states(run)).containsOnly(PENDING);
                assertThat(studio.ledger().overview().counts(run).reserved()).isEqualTo(Usd.ZERO);
            }
        }
    }

    private static Stop.Halted halted(Optional<Stop> stop) {
        return (Stop.Halted) stop.orElseThrow();
    }

    private static void reprice(RunId run, String entry, String price) {
        DATABASE.jdbc().sql("update item_input set price_usd = " + price
                + " where run_id = :run and entry_id like :entry")
                .param("run", run.value()).param("entry", entry).update();
    }

    private Studio studio(String... faults) {
        return new Studio(DATABASE, home, SandboxOptions.DEFAULT.failing(faults));
    }
}
