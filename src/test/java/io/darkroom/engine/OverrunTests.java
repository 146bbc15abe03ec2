package io.darkroom.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.item.Usd;
import io.darkroom.provider.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OverrunTests {

    @Test
    void onlyACostAboveTheReservationIsAnAlarm() {
        var claim = TestClaims.fresh(0);
        assertThat(Stream.of(rendered("0.07"), rendered("0.06"), rendered("0"),
                new Outcome.Rendered(Optional.empty(), "r"))
                .map(outcome -> MoneyStops.overrun(claim, outcome).isPresent()))
                .isEqualTo(List.of(true, false, false, false));
    }

    private static Outcome rendered(String cost) {
        return new Outcome.Rendered(Optional.of(Usd.of(cost)), "r");
    }
}
