package io.darkroom.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacerTests {

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long MILLI = Duration.ofMillis(1).toNanos();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 10, 59, 60, 61, 198, 250, 1_000, 6_000})
    void neverExceedsTheRateInAnyMinute(int perMinute) {
        var random = new Random(perMinute);
        var arrivals = new long[5 * perMinute + 20];
        var pacer = new Pacer(perMinute, 0);
        long now = 0;
        for (int i = 0; i < arrivals.length; i++) {
            now += pacer.delay(now) + lateness(random);
            pacer.take(now);
            arrivals[i] = now + random.nextLong(300 * MILLI);
        }
        Arrays.sort(arrivals);
        for (int i = perMinute; i < arrivals.length; i++) {
            assertThat(arrivals[i] - arrivals[i - perMinute]).isGreaterThanOrEqualTo(MINUTE);
        }
    }

    /// Mostly none, often a little, sometimes as if the whole machine had slept.
    private static long lateness(Random random) {
        return switch (random.nextInt(10)) {
            case 0 -> random.nextLong(20 * SECOND);
            case 1, 2, 3 -> random.nextLong(200 * MILLI);
            default -> 0;
        };
    }

    @Test
    void usesAllButTheHeadroomOfTheRate() {
        var pacer = new Pacer(600, 0);
        long now = 0;
        for (int i = 0; i < 5_910; i++) {
            now += pacer.delay(now);
            pacer.take(now);
        }
        assertThat(now).isCloseTo(10 * MINUTE, byNanos(SECOND));
    }

    @Test
    void lateWakeUpsWithinTheToleranceCostNothing() {
        var pacer = new Pacer(600, 0);
        long now = 0;
        for (int i = 0; i < 5_910; i++) {
            now += pacer.delay(now) + 90 * MILLI;
            pacer.take(now);
        }
        assertThat(now).isCloseTo(10 * MINUTE, byNanos(SECOND));
    }

    @Test
    void catchesUpNoMoreThanTheToleranceAfterALongSleep() {
        var pacer = new Pacer(600, 0);
        long now = 10 * MINUTE;
        int atOnce = 0;
        while (pacer.delay(now) == 0) {
            pacer.take(now);
            atOnce++;
        }
        assertThat(atOnce).isEqualTo(3);
    }

    @Test
    void theFirstIsDueAtOnce() {
        var pacer = new Pacer(1, 42);
        assertThat(pacer.delay(42)).isZero();
        pacer.take(42);
        assertThat(pacer.delay(42)).isGreaterThan(MINUTE).isLessThan(MINUTE + SECOND);
    }

    @Test
    void worksWhereTheClockIsNegative() {
        var pacer = new Pacer(60, -5 * MINUTE);
        pacer.take(-5 * MINUTE);
        assertThat(pacer.delay(-5 * MINUTE)).isGreaterThan(SECOND);
        assertThat(pacer.delay(-4 * MINUTE)).isZero();
    }

    @Test
    void aPausePushesEverybodyAndIsNeverShortened() {
        var pacer = new Pacer(600, 0);
        pacer.pauseUntil(30 * SECOND);
        pacer.pauseUntil(10 * SECOND);
        assertThat(pacer.delay(0)).isEqualTo(30 * SECOND);
        pacer.take(30 * SECOND);
        assertThat(pacer.delay(30 * SECOND)).isGreaterThan(100 * MILLI);
    }

    @Test
    void refusesARateBelowOne() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Pacer(0, 0))
                .withMessageContaining("0");
    }

    private static Offset<Long> byNanos(long nanos) {
        return Offset.offset(nanos);
    }
}
