package io.darkroom.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.item.ItemState;
import io.darkroom.item.RunId;
import io.darkroom.item.Usd;
import io.darkroom.ledger.Settlement.End;
import io.darkroom.ledger.Settlement.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SettlementsTests {

    @AutoClose
    private static final TestDatabase DATABASE = TestDatabase.create();

    private final Ledger ledger = DATABASE.ledger();
    private final TestJob job = new TestJob(ledger);

    static Stream<Arguments> whatMoneyMeans() {
        return Stream.of(Arguments.of(new Money.SpentAsReserved(), "0.01", "0"),
                Arguments.of(new Money.Spent(Usd.of("0.0125")), "0.0125", "0"),
                Arguments.of(new Money.Spent(Usd.ZERO), "0", "0"),
                Arguments.of(new Money.Released(), "0", "0"),
                Arguments.of(new Money.Kept(), "0", "0.01"));
    }

    @ParameterizedTest
    @MethodSource("whatMoneyMeans")
    void movesTheReservation(Money money, String spent, String reserved) {
        var run = job.run(Items.item(1, "A-1", "a kite"));
        var claim = job.claim(run).getFirst();
        ledger.claims().settle(List.of(Settle.ended(claim, ItemState.FAILED, job.open(claim),
                End.FAILED, money, "X")));
        var counts = ledger.overview().counts(run);
        assertThat(counts.spent()).isEqualTo(Usd.of(spent));
        assertThat(counts.reserved()).isEqualTo(Usd.of(reserved));
        assertThat(job.items(run).getFirst().cost()).isEqualTo(Usd.of(spent));
    }

    @Test
    void allSumsOfMoneyAgree() {
        var run = job.run(Items.many(30).toArray(NewItem[]::new));
        for (var claim : job.claim(run)) {
            var money = switch ((int) (claim.item() % 4)) {
                case 0 -> new Money.SpentAsReserved();
                case 1 -> new Money.Spent(Usd.of("0.033333"));
                case 2 -> new Money.Released();
                default -> new Money.Kept();
            };
            ledger.claims().settle(List.of(Settle.ended(claim, ItemState.FAILED, job.open(claim),
                    End.FAILED, money, "X")));
        }
        assertThat(sum("select spent_usd from budget", run)).isPositive()
                .isEqualByComparingTo(sum("select sum(cost_usd) from attempt", run))
                .isEqualByComparingTo(sum("select sum(cost_usd) from item", run));
        assertThat(sum("select reserved_usd from budget", run)).isPositive().isEqualByComparingTo(
                sum("select sum(reserved_usd) filter (where cost_usd is null) from attempt", run));
    }

    private static BigDecimal sum(String select, RunId run) {
        return DATABASE.jdbc().sql(select + " where run_id = :run").param("run", run.value())
                .query(BigDecimal.class).single();
    }

    @Test
    void aLateWriterChangesNothing() {
        var run = job.run(Items.item(1, "A-1", "a kite"));
        var late = job.claim(run, "late", 1).getFirst();
        var attempt = job.open(late);
        ledger.claims().recover(run, "ann", List.of());
        assertThat(ledger.claims().settle(List.of(Settle.stored(late, attempt)))).isZero();
        assertThat(job.items(run).getFirst().state()).isEqualTo(ItemState.PENDING);
        assertThat(job.items(run).getFirst().output()).isEmpty();
    }

    @Test
    void aLateWriterChangesNothingOfTheNextHolder() {
        var run = job.run(Items.item(1, "A-1", "a kite"));
        var late = job.claim(run, "ann", 1).getFirst();
        ledger.claims().settle(List.of(Settle.again(late, Duration.ZERO)));
        var next = job.claim(run, "ann", 1).getFirst();
        assertThat(ledger.claims().settle(List.of(Settle.again(late, Duration.ZERO)))).isZero();
        assertThat(ledger.claims().settle(List.of(Settle.stored(next, job.open(next))))).isOne();
        assertThat(ledger.claims().settle(List.of(Settle.again(next, Duration.ZERO)))).isZero();
        assertThat(job.items(run).getFirst().state()).isEqualTo(ItemState.SUCCEEDED);
    }

    @Test
    void aLateWriterLeavesItsRequestInDoubtAndItsReservationCounted() {
        var run = job.run(Items.item(1, "A-1", "a kite"));
        var late = job.claim(run, "late", 1).getFirst();
        var attempt = job.open(late);
        ledger.claims().recover(run, "ann", List.of());
        ledger.claims().settle(List.of(Settle.stored(late, attempt)));
        assertThat(ledger.overview().counts(run).reserved()).isEqualTo(Items.CENT);
        var next = job.claim(run).getFirst();
        assertThat(next.inDoubt()).isTrue();
        ledger.claims().settle(List.of(Settle.stored(next, attempt)));
        assertThat(ledger.overview().counts(run).spent()).isEqualTo(Items.CENT);
        assertThat(ledger.overview().counts(run).reserved()).isEqualTo(Usd.ZERO);
    }

    @Test
    void aLateAnswerThatSaysUnknownDoesNotLetTheItemBeSentAgain() {
        var run = job.run(Items.item(1, "A-1", "a kite"));
        var late = job.claim(run, "late", 1).getFirst();
        var attempt = job.open(late);
        ledger.claims().recover(run, "ann", List.of());
        ledger.claims().settle(List.of(Settle.unknown(late, attempt)));
        var next = job.claim(run);
        assertThat(job.open(next)).containsExactly(new Attempts.Opened.Lost());
    }

    @Test
    void aRequestIsSettledOnce() {
        var run = job.run(Items.item(1, "A-1", "a kite"));
        var claim = job.claim(run).getFirst();
        var settlement = List.of(Settle.stored(claim, job.open(claim)));
        assertThat(ledger.claims().settle(settlement)).isOne();
        assertThat(ledger.claims().settle(settlement)).isZero();
        assertThat(ledger.overview().counts(run).spent()).isEqualTo(Items.CENT);
        assertThat(ledger.overview().counts(run).today().spent()).isEqualTo(Items.CENT);
    }

    @Test
    void writesDownWhatWasStored() {
        var run = job.run(Items.item(1, "A-1", "a kite"));
        var claim = job.claim(run).getFirst();
        var attempt = job.open(claim);
        ledger.claims().settle(List.of(Settle.stored(claim, attempt)));
        var item = job.items(run).getFirst();
        assertThat(item.output()).contains(Settle.output(claim.outputKey()));
        assertThat(item.requestId()).contains("req_" + attempt);
        assertThat(item.attempts()).isOne();
        assertThat(item.finishedAt()).isPresent();
        assertThat(ledger.claims().anyLeft(run)).isFalse();
    }

    @Test
    void anItemPutBackForgetsItsEndAndKeepsItsStart() {
        var run = job.run(Items.item(1, "A-1", "a kite"));
        var started = job.claim(run).getFirst();
        ledger.claims().settle(List.of(Settle.again(started, Duration.ZERO)));
        var item = job.items(run).getFirst();
        assertThat(item.finishedAt()).isEmpty();
        assertThat(item.startedAt()).isPresent();
        assertThat(item.state()).isEqualTo(ItemState.PENDING);
    }

    @Test
    void nothingToSettleIsNoTrouble() {
        assertThat(ledger.claims().settle(List.of())).isZero();
    }
}
