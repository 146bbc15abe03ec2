package io.darkroom.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.darkroom.item.Usd;
import io.darkroom.ledger.Settlement;
import io.darkroom.ledger.Settlement.AttemptEnd;
import io.darkroom.ledger.Settlement.Money;
import io.darkroom.provider.Outcome;
import io.darkroom.provider.Outcome.Reason;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RulesTests {

    private static final Rules HOLD = new Rules(3, false, Optional.empty());
    private static final Rules RETRY = new Rules(3, true, Optional.empty());

    static Stream<Arguments> whatEachAnswerMeans() {
        return Stream.of(
                row("PENDING in 1s, UNSENT, Released", new Outcome.Unsent("refused")),
                row("PENDING in 30s, THROTTLED, Released",
                        new Outcome.Throttled(Optional.of(Duration.ofSeconds(30)), "slow", 429)),
                row("PENDING in 1s, THROTTLED, Released",
                        new Outcome.Throttled(Optional.empty(), "slow", 429)),
                row("FAILED, FAILED, Released",
                        new Outcome.Failed("HTTP_400", "bad", 400, "r", false)),
                row("FAILED, UNUSABLE, SpentAsReserved",
                        new Outcome.Failed("BILLED_UNUSABLE", "html", 200, "r", true)),
                row("REJECTED, REJECTED, Released",
                        new Outcome.Rejected("moderation_blocked", "no", 400, "r")),
                row("UNKNOWN, UNKNOWN, Kept", new Outcome.Unknown("HTTP_504", "late", 504, "r")),
                row("UNKNOWN, UNKNOWN, Kept", new Outcome.Unknown("TIMEOUT", "late", 0, "")),
                row("RENDERED in 5s and a try, RENDERED, SpentAsReserved",
                        new Outcome.Undelivered("DOWNLOAD", "gone", "r")),
                row("PENDING in 0s, HALTED, Released",
                        new Outcome.Halt(Reason.KEY_REFUSED, "key", 401, "r")),
                row("PENDING in 0s, HALTED, Released",
                        new Outcome.Halt(Reason.OUT_OF_CREDIT, "money", 402, "r")),
                row("PENDING in 0s, HALTED, Released",
                        new Outcome.Halt(Reason.NOT_IN_PLAN, "plan", 403, "r")),
                row("PENDING in 0s, HALTED, Released",
                        new Outcome.Halt(Reason.UNKNOWN_MODEL, "model", 404, "r")));
    }

    @ParameterizedTest
    @MethodSource("whatEachAnswerMeans")
    void knowsWhatEachAnswerMeans(String expected, Outcome outcome) {
        var settlement = HOLD.settle(TestClaims.fresh(0), 7, outcome);
        assertThat(shown(settlement)).isEqualTo(expected);
        assertThat(settlement.attempt().orElseThrow().id()).isEqualTo(7);
        assertThat(settlement.error()).isPresent();
    }

    @Test
    void keepsCodeMessageStatusAndRequestId() {
        var outcome = new Outcome.Rejected("moderation_blocked", "Blocked: violence", 400, "req_9");
        var settlement = HOLD.settle(TestClaims.fresh(0), 7, outcome);
        assertThat(settlement.error())
                .contains(new Settlement.ItemError("moderation_blocked", "Blocked: violence"));
        assertThat(settlement.attempt().map(AttemptEnd::requestId)).contains("req_9");
        assertThat(settlement.attempt().map(AttemptEnd::status)).contains(400);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"0 | PENDING in 1s and a try, UNKNOWN, Kept",
            "1 | PENDING in 1s and a try, UNKNOWN, Kept", "2 | UNKNOWN, UNKNOWN, Kept",
            "9 | UNKNOWN, UNKNOWN, Kept"})
    void repeatsTheUnknownWhereThatIsAllowed(int tries, String expected) {
        var outcome = new Outcome.Unknown("TIMEOUT", "late", 0, "");
        assertThat(shown(RETRY.settle(TestClaims.fresh(tries), 7, outcome))).isEqualTo(expected);
    }

    @Test
    void neverRepeatsARejectionOrABilledAnswer() {
        var rejected = new Outcome.Rejected("moderation_blocked", "no", 400, "");
        var unusable = new Outcome.Failed("BILLED_UNUSABLE", "html", 200, "", true);
        assertThat(shown(RETRY.settle(TestClaims.fresh(0), 7, rejected)))
                .isEqualTo("REJECTED, REJECTED, Released");
        assertThat(shown(RETRY.settle(TestClaims.fresh(0), 7, unusable)))
                .isEqualTo("FAILED, UNUSABLE, SpentAsReserved");
    }

    @Test
    void givesUpAResultThatCannotBeFetched() {
        var outcome = new Outcome.Undelivered("GONE", "404", "r");
        assertThat(shown(HOLD.settle(TestClaims.rendered(59), 7, outcome)))
                .startsWith("RENDERED in 5s");
        assertThat(shown(HOLD.settle(TestClaims.rendered(60), 7, outcome)))
                .isEqualTo("FAILED, UNUSABLE, SpentAsReserved");
    }

    @Test
    void anImageIsStoredBeforeItIsSettled() {
        assertThatIllegalStateException().isThrownBy(() -> HOLD.settle(TestClaims.fresh(0), 7,
                new Outcome.Rendered(Optional.empty(), "")));
    }

    @Test
    void anImageCostsWhatTheAnswerSaysOrWhatWasReserved() {
        assertThat(Rules.rendered(7, Optional.of(Usd.of("0.04")), "").map(AttemptEnd::money))
                .contains(new Money.Spent(Usd.of("0.04")));
        assertThat(Rules.rendered(7, Optional.empty(), "").map(AttemptEnd::money))
                .contains(new Money.SpentAsReserved());
    }

    @Test
    void whatNeedsNoRequestTouchesNoMoney() {
        var claim = TestClaims.fresh(0);
        assertThat(Stream.of(HOLD.released(claim, Duration.ZERO), HOLD.badInput(claim, "no file"),
                HOLD.lost(TestClaims.rendered(0)), HOLD.later(claim, "away"))
                .map(RulesTests::shown))
                .containsExactly("PENDING in 0s", "FAILED", "UNKNOWN", "PENDING in 5s");
    }

    @Test
    void whatIsPaidWaitsForTheBucket() {
        var end = Rules.rendered(7, Optional.empty(), "r");
        assertThat(shown(HOLD.kept(TestClaims.fresh(0), end, "away")))
                .isEqualTo("RENDERED in 5s, RENDERED, SpentAsReserved");
        assertThat(shown(HOLD.later(TestClaims.rendered(0), "away"))).isEqualTo("RENDERED in 5s");
        assertThat(shown(HOLD.conflict(TestClaims.fresh(0), end)))
                .isEqualTo("FAILED, RENDERED, SpentAsReserved");
    }

    @Test
    void anItemThatBreaksTheProgramAgainAndAgainIsHeld() {
        var bug = new IllegalStateException("bug");
        assertThat(shown(HOLD.broken(TestClaims.fresh(0), bug)))
                .isEqualTo("PENDING in 5s and a try");
        assertThat(shown(HOLD.broken(TestClaims.fresh(2), bug))).isEqualTo("UNKNOWN");
        assertThat(shown(HOLD.broken(TestClaims.inDoubt(9), bug)))
                .isEqualTo("PENDING in 5s and a try");
        assertThat(shown(HOLD.broken(TestClaims.rendered(9), bug))).isEqualTo("RENDERED in 5s");
    }

    private static Arguments row(String expected, Outcome outcome) {
        return Arguments.of(expected, outcome);
    }

    private static String shown(Settlement settlement) {
        return settlement.to()
                + settlement.delay().map(d -> " in " + d.toSeconds() + "s").orElse("")
                + (settlement.countsAsTry() ? " and a try" : "") + settlement.attempt().map(
                        end -> ", " + end.end() + ", " + end.money().getClass().getSimpleName())
                        .orElse("");
    }
}
