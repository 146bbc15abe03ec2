package io.darkroom.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.item.ItemState;
import io.darkroom.item.RunId;
import io.darkroom.item.Usd;
import io.darkroom.ledger.Attempts.Limit;
import io.darkroom.ledger.Attempts.Opened;
import io.darkroom.ledger.Settlement.End;
import io.darkroom.ledger.Settlement.Money;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class DailyBudgetTests {

    @AutoClose
    private static final TestDatabase DATABASE = TestDatabase.create();

    private final Ledger ledger = DATABASE.ledger();
    private final TestJob job = new TestJob(ledger);

    @Test
    void allRunsOfAJobShareTheDaysBudget() {
        var first = job.run(perDay("0.03"), Items.many(2));
        open(job.claim(first));
        var second = job.run(perDay("0.03"), Items.many(2));
        assertThat(open(job.claim(second)).getLast()).isEqualTo(
                new Opened.OverBudget(Limit.DAY, Usd.of("0.03"), Usd.ZERO));
        assertThat(ledger.overview().counts(second).requests()).isOne();
        assertThat(ledger.overview().counts(second).today().reserved()).isEqualTo(Usd.of("0.03"));
    }

    @Test
    void anotherJobHasADayOfItsOwn() {
        open(job.claim(job.run(perDay("0.01"), Items.many(1))));
        var other = new TestJob(ledger);
        var run = other.run(perDay("0.01"), Items.many(1));
        assertThat(open(other.claim(run)).getFirst()).isInstanceOf(Opened.Attempt.class);
    }

    @Test
    void whatTheDayRefusesIsNotReservedInTheRun() {
        var run = job.run(new Caps(Optional.of(Usd.of("1")), Optional.of(Usd.of("0.025"))),
                Items.many(4));
        assertThat(open(job.claim(run))).extracting(o -> o.getClass().getSimpleName())
                .containsExactly("Attempt", "Attempt", "OverBudget", "OverBudget");
        var counts = ledger.overview().counts(run);
        assertThat(counts.reserved()).isEqualTo(Usd.of("0.02"))
                .isEqualTo(counts.today().reserved());
    }

    @Test
    void saysWhichBudgetItIsAndWhatIsLeft() {
        var run = job.run(new Caps(Optional.of(Usd.of("0.005")), Optional.of(Usd.of("5"))),
                Items.many(1));
        assertThat(open(job.claim(run))).containsExactly(
                new Opened.OverBudget(Limit.RUN, Usd.of("0.005"), Usd.of("0.005")));
        assertThat(ledger.overview().counts(run).today().reserved()).isEqualTo(Usd.ZERO);
    }

    @Test
    void theFirstRequestOfADayIsCheckedToo() {
        var run = job.run(perDay("0.005"), Items.many(1));
        assertThat(open(job.claim(run))).containsExactly(
                new Opened.OverBudget(Limit.DAY, Usd.of("0.005"), Usd.of("0.005")));
    }

    @Test
    void anAnswerAfterMidnightIsSettledWhereItWasReserved() {
        var run = job.run(perDay("0.03"), Items.many(4));
        var claims = job.claim(run);
        var attempts = claims.subList(0, 3).stream().map(job::open).toList();
        DATABASE.midnight(job.name());
        ledger.claims().settle(List.of(Settle.stored(claims.get(0), attempts.get(0)),
                Settle.unknown(claims.get(1), attempts.get(1)),
                Settle.ended(claims.get(2), ItemState.FAILED, attempts.get(2), End.FAILED,
                        new Money.Released(), "HTTP_400")));
        assertThat(yesterday()).isEqualTo("0.010000 spent, 0.010000 reserved");
        assertThat(ledger.overview().counts(run).today())
                .isEqualTo(new Counts.Day(Usd.ZERO, Usd.ZERO, Optional.of(Usd.of("0.03"))));
    }

    @Test
    void aNewDayHasAWholeBudget() {
        var run = job.run(perDay("0.01"), Items.many(2));
        var claims = job.claim(run);
        job.open(claims.getFirst());
        assertThat(open(List.of(claims.getLast())).getFirst())
                .isInstanceOf(Opened.OverBudget.class);
        DATABASE.midnight(job.name());
        assertThat(job.open(claims.getLast())).isPositive();
    }

    @Test
    void aNewCapOfTheJobCountsAtOnce() {
        var run = job.run(perDay("0.01"), Items.many(2));
        var claims = job.claim(run);
        job.open(claims.getFirst());
        ledger.runs().redefine(run, "{}", "/tmp/copy", perDay("0.02"));
        assertThat(job.open(claims.getLast())).isPositive();
    }

    @Test
    void whatWasSpentWithoutACapCountsWhenThereIsOne() {
        open(job.claim(job.run(Items.many(2).toArray(NewItem[]::new))));
        var run = job.run(perDay("0.02"), Items.many(1));
        assertThat(open(job.claim(run)).getFirst()).isInstanceOf(Opened.OverBudget.class);
    }

    @Test
    void theDayIsThatOfUtcWhereverTheSessionLives() {
        open(job.claim(job.run(Items.many(1).toArray(NewItem[]::new))));
        assertThat(DATABASE.jdbc().sql("""
            select bool_and(day = (now() at time zone 'UTC')::date) from daily_budget
            where job = :job
            """).param("job", job.name()).query(Boolean.class).single()).isTrue();
    }

    @Test
    void anUnknownPriceIsNotSentUnderEitherCap() {
        for (var caps : List.of(perDay("5"), new Caps(Optional.of(Usd.of("5")),
                Optional.empty()))) {
            var run = job.run(caps, Items.many(2));
            unpriced(run);
            assertThat(open(job.claim(run))).hasSize(2).containsOnly(new Opened.Unpriced());
            assertThat(ledger.overview().counts(run).requests()).isZero();
        }
    }

    @Test
    void anUnknownPriceReservesNothingWhereThereIsNoCap() {
        var run = job.run(Items.many(1).toArray(NewItem[]::new));
        unpriced(run);
        assertThat(job.open(job.claim(run).getFirst())).isPositive();
        assertThat(ledger.overview().counts(run).reserved()).isEqualTo(Usd.ZERO);
    }

    @Test
    void whatExceedsTheCapIsWrittenDownAndNothingNewIsSent() {
        var run = job.run(new Caps(Optional.of(Usd.of("0.05")), Optional.of(Usd.of("0.04"))),
                Items.many(2));
        var claims = job.claim(run);
        ledger.claims().settle(List.of(Settle.ended(claims.getFirst(), ItemState.FAILED,
                job.open(claims.getFirst()), End.UNUSABLE, new Money.Spent(Usd.of("7")), "X")));
        assertThat(ledger.overview().counts(run).spent()).isEqualTo(Usd.of("7"));
        assertThat(open(List.of(claims.getLast()))).containsExactly(
                new Opened.OverBudget(Limit.RUN, Usd.of("0.05"), Usd.ZERO));
    }

    private static Caps perDay(String usd) {
        return new Caps(Optional.empty(), Optional.of(Usd.of(usd)));
    }

    private List<Opened> open(List<Claim> claims) {
        return job.open(claims);
    }

    private String yesterday() {
        return DATABASE.jdbc().sql("""
            select spent_usd || ' spent, ' || reserved_usd || ' reserved' as money
            from daily_budget where job = :job and day = (now() at time zone 'UTC')::date - 1
            """).param("job", job.name()).query((row, _) -> row.getString("money")).single();
    }

    private static void unpriced(RunId run) {
        DATABASE.jdbc().sql("update item_input set price_usd = null where run_id = :run")
                .param("run", run.value()).update();
    }
}
