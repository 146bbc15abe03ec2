package io.darkroom.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.item.Usd;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BalancesTests {

    @AutoClose
    private static final TestDatabase DATABASE = TestDatabase.create();

    private final Ledger ledger = DATABASE.ledger();
    private final TestJob job = new TestJob(ledger);

    @Test
    void comparesTheBalanceWithTheRequestsOfTheExecution() {
        var run = job.run(Items.many(3).toArray(NewItem[]::new));
        var claims = job.claim(run);
        var earlier = job.open(claims.get(0));
        long execution = ledger.balances().before(run, new BigDecimal("100"), true);
        ledger.claims().settle(List.of(Settle.stored(claims.get(0), earlier),
                Settle.stored(claims.get(1), job.open(claims.get(1))),
                Settle.unknown(claims.get(2), job.open(claims.get(2)))));
        ledger.balances().after(execution, new BigDecimal("99.97"));
        var check = ledger.balances().latest(run).orElseThrow();
        assertThat(check.spent()).isEqualTo(Items.CENT);
        assertThat(check.perhaps()).isEqualTo(Items.CENT);
        assertThat(check.difference().orElseThrow()).isEqualByComparingTo("0.02");
        assertThat(check.keysInDoubt()).isFalse();
    }

    @Test
    void theLatestExecutionCounts() {
        var run = job.run();
        assertThat(ledger.balances().latest(run)).isEmpty();
        long first = ledger.balances().before(run, BigDecimal.TEN, false);
        ledger.balances().before(run, BigDecimal.ONE, false);
        ledger.balances().after(first, BigDecimal.ZERO);
        assertThat(ledger.balances().latest(run).orElseThrow().before())
                .isEqualByComparingTo("1");
        assertThat(ledger.balances().latest(run).orElseThrow().fell()).isEmpty();
    }

    @Test
    void anExecutionEndsOnce() {
        var run = job.run();
        long execution = ledger.balances().before(run, BigDecimal.TEN, false);
        ledger.balances().after(execution, BigDecimal.ONE);
        ledger.balances().after(execution, BigDecimal.ZERO);
        assertThat(ledger.balances().latest(run).orElseThrow().fell().orElseThrow())
                .isEqualByComparingTo("9");
    }

    @ParameterizedTest
    @CsvSource({"98.10, true, false", "98.04, true, false", "98.03, true, false",
            "98.02, true, true", "98.02, false, false", "101, true, false"})
    void moreThanACentAboveAllThatWasPerhapsBilledIsADoubt(String after, boolean honoured,
            boolean doubt) {
        var check = new BalanceCheck(new BigDecimal("100"), Optional.of(new BigDecimal(after)),
                Usd.of("1.90"), Usd.of("0.06"), honoured);
        assertThat(check.keysInDoubt()).isEqualTo(doubt);
    }
}
