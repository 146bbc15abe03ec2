package io.darkroom.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.item.ItemState;
import io.darkroom.item.Usd;
import io.darkroom.ledger.Counts;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgressTests {

    private static final Instant NOW = Instant.parse("2026-11-22T15:30:00Z");

    @Test
    void theRateIsThatOfTheLastMinute() {
        assertThat(progress(60, Duration.ofHours(1)).perMinute()).isEqualTo(60);
    }

    @Test
    void aYoungWorkersRateIsMeasuredSinceItBegan() {
        assertThat(progress(10, Duration.ofSeconds(10)).perMinute()).isEqualTo(60);
    }

    @Test
    void theForecastIsWhatIsLeftAtThatRate() {
        assertThat(progress(60, Duration.ofHours(1)).forecast()).contains(NOW.plusSeconds(120));
    }

    @Test
    void nothingSentMeansNoForecast() {
        assertThat(progress(0, Duration.ofHours(1)).forecast()).isEmpty();
        assertThat(progress(5, Duration.ZERO).forecast()).isEmpty();
    }

    @Test
    void doneIsWhatHasEnded() {
        assertThat(progress(0, Duration.ZERO).done()).isEqualTo(30);
    }

    private static Progress progress(long lastMinute, Duration atWork) {
        var items = Map.of(ItemState.SUCCEEDED, 29L, ItemState.FAILED, 1L, ItemState.PENDING, 100L,
                ItemState.CLAIMED, 20L);
        var counts = new Counts(items, 0, 50, 0, Usd.ZERO, Usd.ZERO, Usd.ZERO, 0, Optional.empty(),
                new Counts.Day(Usd.ZERO, Usd.ZERO, Optional.empty()),
                lastMinute);
        return Progress.of("spring", counts, atWork, NOW);
    }
}
