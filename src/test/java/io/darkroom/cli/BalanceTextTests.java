package io.darkroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.item.Usd;
import io.darkroom.ledger.BalanceCheck;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BalanceTextTests {

    @Test
    void aBalanceThatAgreesIsOneLine() {
        assertThat(text("98.10", "1.90", "0", true))
                .isEqualTo("  balance fell by $1.90, as the ledger says");
    }

    @Test
    void aDifferenceIsSaidWithWhatElseMayMoveIt() {
        assertThat(text("98.04", "1.90", "0", false))
                .isEqualTo("  the provider's balance fell by $1.96, the ledger says $1.90: $0.06"
                        + " more; other jobs and payments on the account move it too");
        assertThat(text("98.16", "1.90", "0.06", true)).contains(
                "the ledger says $1.90 and perhaps $0.06 more: $0.06 less");
        assertThat(text("150", "1.90", "0", true)).contains("balance rose by $50.00", "less");
    }

    @Test
    void aDifferenceThatIsPerhapsBilledIsNobodyElses() {
        assertThat(text("98.06", "1.90", "0.06", true)).isEqualTo(
                "  balance fell by $1.94, the ledger says $1.90 and perhaps $0.06 more");
        assertThat(text("98.04", "1.90", "0.06", true)).isEqualTo(
                "  balance fell by $1.96, the ledger says $1.90 and perhaps $0.06 more");
    }

    @Test
    void whatCannotBeExplainedPutsKeysInDoubt() {
        assertThat(text("98.00", "1.90", "0.06", true)).contains("$0.10 more",
                "\n  Warning: unless others used the account, the provider bills repeated keys");
        assertThat(text("98.04", "1.90", "0.06", true)).doesNotContain("Warning");
    }

    @Test
    void nothingHappenedIsNotSaid() {
        assertThat(text("100", "0", "0", true)).isEmpty();
        assertThat(BalanceText.of(new BalanceCheck(BigDecimal.TEN, Optional.empty(), Usd.ZERO,
                Usd.ZERO, false))).isEmpty();
    }

    private static String text(String after, String spent, String perhaps, boolean honoured) {
        return String.join("\n", BalanceText.of(new BalanceCheck(new BigDecimal("100.00"),
                Optional.of(new BigDecimal(after)), Usd.of(spent), Usd.of(perhaps), honoured)));
    }
}
