package io.darkroom.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PricesTests {

    @ParameterizedTest
    @CsvSource({"TEXT, LOW, .01, .02, .03", "TEXT, MEDIUM, .06, .12, .18",
            "TEXT, HIGH, .22, .44, .66", "EDIT, LOW, .03, .06, .09",
            "EDIT, MEDIUM, .06, .12, .18", "EDIT, HIGH, .22, .44, .66"})
    void areThoseOfThePriceNotes(Mode mode, Quality quality, String k1, String k2, String k4) {
        assertThat(price(mode, quality, Resolution.K1)).isEqualTo(Usd.of(k1));
        assertThat(price(mode, quality, Resolution.K2)).isEqualTo(Usd.of(k2));
        assertThat(price(mode, quality, Resolution.K4)).isEqualTo(Usd.of(k4));
    }

    private static Usd price(Mode mode, Quality quality, Resolution resolution) {
        return Prices.estimate().of(mode, options(quality, resolution)).orElseThrow();
    }

    private static ImageOptions options(Quality quality, Resolution resolution) {
        return new ImageOptions(quality, resolution, AspectRatio.R1_1, OutputFormat.PNG);
    }

    @Test
    void anUnknownPriceIsNotFree() {
        var prices = new Prices(Map.of("text.low.1k", Usd.ZERO));
        assertThat(prices.of(Mode.EDIT, options(Quality.LOW, Resolution.K1))).isEmpty();
        assertThat(prices.of(Mode.TEXT, options(Quality.LOW, Resolution.K1))).contains(Usd.ZERO);
    }

    @Test
    void aCorrectedPriceReplacesTheEstimate() {
        var prices = Prices.estimate().with(Map.of("text.low.1k", "0.0125"));
        assertThat(prices.of(Mode.TEXT, options(Quality.LOW, Resolution.K1)))
                .contains(Usd.of("0.0125"));
        assertThat(prices.byKind()).hasSameSizeAs(Prices.estimate().byKind());
    }

    @Test
    void aPriceOfNoKindIsRefused() {
        assertThatThrownBy(() -> Prices.estimate().with(Map.of("text.lwo.1k", "0.01")))
                .isInstanceOf(UnusableInput.class).hasMessage("The setting darkroom.prices."
                        + "text.lwo.1k: there is no such kind of image; did you mean text.low.1k?");
        assertThatThrownBy(() -> Prices.estimate().with(Map.of("text.low.1k", "-1")))
                .isInstanceOf(UnusableInput.class).hasMessage("The setting darkroom.prices."
                        + "text.low.1k \"-1\": US dollars from 0 to 9999, such as 0.06");
    }
}
