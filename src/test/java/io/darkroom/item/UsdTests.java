package io.darkroom.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsdTests {

    @ParameterizedTest
    @CsvSource({"0, 0.00", "1, 1.00", "0.06, 0.06", "0.060, 0.06", "0.0125, 0.0125",
            "1000000, 1000000.00", "1E+3, 1000.00", "0.0000005, 0.000001", "0.0000004, 0.00",
            "12.3, 12.30"})
    void isShownWithAtLeastTwoDecimals(String text, String shown) {
        assertThat(Usd.of(text).plain()).isEqualTo(shown);
        assertThat(Usd.of(text)).hasToString("$" + shown);
    }

    @Test
    void addsAndMultipliesWithoutLoss() {
        assertThat(Usd.of("0.1").plus(Usd.of("0.2"))).isEqualTo(Usd.of("0.3"));
        assertThat(Usd.of("0.000001").times(1_000_000)).isEqualTo(Usd.of("1.00"));
        assertThat(Usd.of("5").times(0)).isEqualTo(Usd.ZERO);
    }

    @Test
    void equalAmountsAreEqualHoweverTheyWereWritten() {
        assertThat(Usd.of("1.50")).isEqualTo(Usd.of("1.5")).hasSameHashCodeAs(Usd.of("1.500"));
        assertThat(Usd.of("0.10")).isLessThan(Usd.of("0.9"));
    }

    @Test
    void isNeverNegative() {
        assertThatIllegalArgumentException().isThrownBy(() -> Usd.of("-0.01"))
                .withMessageContaining("-0.01");
    }
}
