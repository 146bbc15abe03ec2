package io.darkroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.item.ItemState;
import io.darkroom.item.Usd;
import io.darkroom.ledger.Counts;
import io.darkroom.report.Progress;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgressLineTests {

    private static final Clock CLOCK = Clock.fixed(Screen.NOW, ZoneOffset.UTC);

    @Test
    void aTerminalGetsABarAsWideAsThereIsRoom() {
        assertThat(line(79).live(progress(121, 2))).isEqualTo(
                "[██████████▋               ] 123/300 · 58.9/min · $7.38 · 2 failed · done 15:42")
                .satisfies(text -> assertThat(text.length()).isLessThanOrEqualTo(79));
    }

    @Test
    void aNarrowTerminalGetsNoBar() {
        assertThat(line(49).live(progress(121, 2))).isEqualTo(
                "123/300 · 58.9/min · $7.38 · 2 failed · done 15:…");
    }

    @Test
    void aFinishedRunHasAFullBar() {
        assertThat(line(120).live(progress(300, 0))).startsWith("[" + "█".repeat(30) + "] 300/300");
    }

    @Test
    void anEmptyRunHasAnEmptyBar() {
        var none = new Progress("spring", counts(Map.of()), 0, Optional.empty());
        assertThat(line(60).live(none)).isEqualTo(
                "[" + " ".repeat(30) + "] 0/0 · 0.0/min · $7.38");
    }

    @Test
    void aForecastOfAnotherDayHasADate() {
        var late = new Progress("spring", counts(Map.of(ItemState.PENDING, 9L)), 1,
                Optional.of(Screen.NOW.plusSeconds(86_400)));
        assertThat(line(80).plain(late)).endsWith("done 23 Nov 15:30");
    }

    private static ProgressLine line(int width) {
        return new ProgressLine(CLOCK, width);
    }

    private static Progress progress(long succeeded, long failed) {
        var items = Map.of(ItemState.SUCCEEDED, succeeded, ItemState.FAILED, failed,
                ItemState.PENDING, 300 - succeeded - failed);
        return new Progress("spring", counts(items), 58.9,
                Optional.of(Instant.parse("2026-11-22T15:42:10Z")));
    }

    private static Counts counts(Map<ItemState, Long> items) {
        return new Counts(items, 0, 130, 0, Usd.of("7.38"), Usd.ZERO, Usd.ZERO, 0, Optional.empty(),
                new Counts.Day(Usd.ZERO, Usd.ZERO, Optional.empty()),
                58);
    }
}
