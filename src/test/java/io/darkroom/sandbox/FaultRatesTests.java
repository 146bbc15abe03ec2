package io.darkroom.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.TwentyFiveFaults;
import io.darkroom.item.ImageOptions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class FaultRatesTests {

    private static final int ORDERS = 20_000;

    @Test
    void givesEachOf25FaultsToOneOrderInAhundred() {
        var rules = TwentyFiveFaults.rules("1%").toArray(String[]::new);
        var faults = faults(7, rules);
        var struck = IntStream.range(0, ORDERS).mapToObj(n -> faults.next(order(n)))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        assertThat(struck).hasSize(26);
        assertThat(struck.remove(Optional.<Fault>empty())).isBetween(14_750L, 15_250L);
        assertThat(struck.values()).allMatch(count -> count > 140 && count < 260);
    }

    @Test
    void choosesTheSameOrdersForTheSameSeedOnly() {
        assertThat(chosen(faults(1, "*=500:5%"))).isEqualTo(chosen(faults(1, "*=500:rate=0.05")))
                .isNotEqualTo(chosen(faults(2, "*=500:5%")));
    }

    @Test
    void choosesAnOrderHoweverOftenItComes() {
        var faults = faults(1, "*=500:5%");
        assertThat(chosen(faults)).isEqualTo(chosen(faults));
    }

    @Test
    void neverHidesArule() {
        var seen = counts(faults(1, "*=500:60%", "*=502:60%", "*=503:60%:x9", "*=429:x3:once",
                "prompt~kite=408:x2", "*=504:50%", "*=reset"), ORDERS);
        assertThat(seen).containsKeys("500", "502", "504", "reset").containsEntry("503", 9L)
                .containsEntry("429", 3L).containsEntry("408", 2L).doesNotContainKey("none");
        assertThat(seen.get("500")).isCloseTo(12_000, Offset.offset(300L));
    }

    @Test
    void strikesAnOrderOnceIfToldSo() {
        var faults = faults(1, "*=429:10%:once", "*=500:20%");
        var first = counts(faults, ORDERS);
        var second = counts(faults, ORDERS);
        assertThat(second).doesNotContainKey("429").containsEntry("500", first.get("500"))
                .containsEntry("none", ORDERS - Objects.requireNonNull(first.get("500")));
    }

    @Test
    void readsFractionsOfPerCents() {
        assertThat(FaultRule.parse("*=html:0.25%").share()).isEqualTo(0.0025);
    }

    private static Faults faults(long seed, String... rules) {
        return new Faults(Arrays.stream(rules).map(FaultRule::parse).toList(), seed);
    }

    private static Map<String, Long> counts(Faults faults, int orders) {
        return IntStream.range(0, orders).mapToObj(n -> name(faults, n))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    private static List<Integer> chosen(Faults faults) {
        return IntStream.range(0, 2000).filter(n -> !name(faults, n).equals("none")).boxed()
                .toList();
    }

    private static String name(Faults faults, int order) {
        return faults.next(order(order)).map(Fault::name).orElse("none");
    }

    private static Order order(int number) {
        return new Order("A kite, number " + number, ImageOptions.DEFAULT, List.of());
    }
}
