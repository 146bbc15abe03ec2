package io.darkroom.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.limit.PacedPermits;
import io.darkroom.limit.Permits;
import io.darkroom.provider.Outcome;
import io.darkroom.provider.Outcome.Reason;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(10)
class StopRulesTests {

    private static final Outcome REFUSED = new Outcome.Failed("HTTP_400", "bad size", 400, "",
            false);
    private static final Outcome REJECTED = new Outcome.Rejected("moderation_blocked", "no", 400,
            "");
    private static final Outcome UNUSABLE = new Outcome.Failed("BILLED_UNUSABLE", "a web page",
            200, "", true);
    private static final Outcome UNKNOWN = new Outcome.Unknown("TIMEOUT", "late", 0, "");
    private static final Outcome IMAGE = new Outcome.Rendered(Optional.empty(), "");
    private static final Outcome UNSENT = new Outcome.Unsent("connection refused");

    private final AtomicLong nanos = new AtomicLong();
    private final Permits permits = new PacedPermits(100_000, 2, nanos::get);
    private final RunControl control = new RunControl(permits);
    private final StopRules rules = new StopRules(control, permits,
            new HandClock(nanos), new Random(1), Duration.ofMinutes(5));

    @Test
    void fiveRefusalsAtTheStartMeanAWrongConfiguration() {
        observe(4, REFUSED);
        assertThat(control.stopped()).isEmpty();
        observe(1, REFUSED);
        assertThat(halted().reason()).isEqualTo(Stop.Reason.CONFIGURATION);
        assertThat(halted().message()).contains("bad size");
    }

    @Test
    void refusalsAfterAnImageAreTheItemsOwn() {
        observe(4, REFUSED);
        observe(1, IMAGE);
        observe(100, REFUSED);
        assertThat(control.stopped()).isEmpty();
    }

    @Test
    void rejectionsAreTheItemsOwn() {
        observe(100, REJECTED);
        assertThat(control.stopped()).isEmpty();
    }

    @Test
    void tenInARowWithoutUseAreEnough() {
        observe(9, UNUSABLE);
        observe(1, IMAGE);
        observe(9, UNKNOWN);
        assertThat(control.stopped()).isEmpty();
        observe(1, UNUSABLE);
        assertThat(halted().reason()).isEqualTo(Stop.Reason.TOO_MANY_UNUSABLE);
        assertThat(halted().message()).contains("a web page");
    }

    @Test
    void bytesThatAreNoImageCountAsUseless() {
        for (int i = 0; i < 10; i++) {
            rules.observeNoImage("text");
        }
        assertThat(halted().reason()).isEqualTo(Stop.Reason.TOO_MANY_UNUSABLE);
    }

    @Test
    void moreThanTwentyAndOneInAHundredAreEnough() {
        for (int i = 0; i < 20; i++) {
            observe(1, UNUSABLE);
            observe(9, IMAGE);
        }
        assertThat(control.stopped()).isEmpty();
        observe(1, UNUSABLE);
        assertThat(halted().reason()).isEqualTo(Stop.Reason.TOO_MANY_UNUSABLE);
    }

    @Test
    void oneInAHundredOfALargeRunIsBorne() {
        observe(10_000, IMAGE);
        for (int i = 0; i < 100; i++) {
            observe(1, UNUSABLE);
            observe(1, IMAGE);
        }
        assertThat(control.stopped()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aRefusedAccountStopsTheRunAtOnce(Reason reason) throws InterruptedException {
        observe(1, new Outcome.Halt(reason, "as the API says", 401, ""));
        assertThat(halted().reason().name()).isEqualTo(reason.name());
        assertThat(halted().halt().message()).isEqualTo("as the API says");
        assertThat(permits.acquire()).isFalse();
    }

    @Test
    void theFirstStopIsTheOneThatCounts() {
        observe(1, new Outcome.Halt(Reason.OUT_OF_CREDIT, "money", 402, ""));
        control.drain();
        observe(1, new Outcome.Halt(Reason.KEY_REFUSED, "key", 401, ""));
        assertThat(halted().reason()).isEqualTo(Stop.Reason.OUT_OF_CREDIT);
    }

    @Test
    void everybodyWaitsAsLongAsTheProviderAsks() throws InterruptedException {
        observe(1, throttled(Optional.of(Duration.ofSeconds(30))));
        assertThat(dueAfter(Duration.ofSeconds(29))).isFalse();
        assertThat(dueAfter(Duration.ofMillis(30_250))).isTrue();
        assertThat(control.stopped()).isEmpty();
    }

    @Test
    void everybodyWaitsLongerEachTimeWhenTheProviderDoesNotSay() throws InterruptedException {
        observe(1, throttled(Optional.empty()));
        assertThat(dueAfter(Duration.ofMillis(499))).isFalse();
        assertThat(dueAfter(Duration.ofMillis(1_250))).isTrue();
        observe(1, throttled(Optional.empty()));
        assertThat(dueAfter(Duration.ofMillis(2_200))).isFalse();
        assertThat(dueAfter(Duration.ofMillis(3_550))).isTrue();
    }

    @Test
    void answersThatWereOnTheWireWhenThePauseBeganDoNotProlongIt() throws InterruptedException {
        observe(30, throttled(Optional.empty()));
        assertThat(dueAfter(Duration.ofMillis(1_250))).isTrue();
    }

    @Test
    void aProviderThatCannotBeReachedIsWaitedForWithPatience() {
        observe(1, UNSENT);
        nanos.addAndGet(Duration.ofMinutes(5).toNanos());
        observe(1, UNSENT);
        assertThat(control.stopped()).isEmpty();
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        observe(1, UNSENT);
        assertThat(halted().reason()).isEqualTo(Stop.Reason.PROVIDER_UNREACHABLE);
    }

    @Test
    void anAnswerRestoresPatience() {
        observe(1, UNSENT);
        observe(1, IMAGE);
        nanos.addAndGet(Duration.ofMinutes(6).toNanos());
        observe(1, UNSENT);
        assertThat(control.stopped()).isEmpty();
    }

    @Test
    void aThrottledAnswerShowsThatTheProviderIsThere() {
        observe(1, UNSENT);
        observe(1, throttled(Optional.of(Duration.ofSeconds(1))));
        nanos.addAndGet(Duration.ofMinutes(6).toNanos());
        observe(1, UNSENT);
        assertThat(control.stopped()).isEmpty();
    }

    private void observe(int times, Outcome outcome) {
        for (int i = 0; i < times; i++) {
            rules.observe(outcome);
        }
    }

    private Stop.Halted halted() {
        return (Stop.Halted) control.stopped().orElseThrow();
    }

    private static Outcome throttled(Optional<Duration> retryAfter) {
        return new Outcome.Throttled(retryAfter, "slow down", 429);
    }

    /// Whether a permit is due once so much time has passed since the start of the test.
    private boolean dueAfter(Duration time) throws InterruptedException {
        nanos.set(time.toNanos());
        var got = new AtomicLong();
        var thread = Thread.ofVirtual().start(() -> {
            try {
                permits.acquire();
                got.set(1);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
        while (thread.isAlive() && thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        thread.interrupt();
        thread.join();
        return got.get() == 1;
    }
}
