package io.darkroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.report.Records;
import io.darkroom.report.RunSummary;
import org.junit.jupiter.api.Test;

class SummaryTextTests {

    @Test
    void aCompletedRunNeedsNothing() {
        assertThat(block(Records.summary("completed", 0, 0, 0, 0, 0, 0))).isEqualTo("""
            Run 20261122-153042-7f3a9c of spring-catalog: completed after 41 s
              10 items: 10 succeeded (2 reused)
              cost $0.48 of $0.60 estimated; 12 requests, 1 throttled
              budget of the run $25.00: $0.48 spent, $0.00 reserved, $24.52 left
              budget of the day $10.00: $3.00 spent, $0.00 reserved, $7.00 left
              results https://bucket.example/spring-catalog/results.jsonl
            """);
    }

    @Test
    void eachTroubleHasItsNextStep() {
        assertThat(block(Records.summary("failed", 1, 2, 1, 2, 0, 0))).isEqualTo("""
            Run 20261122-153042-7f3a9c of spring-catalog: finished with problems after 41 s
              10 items: 4 succeeded (2 reused), 1 failed, 2 rejected, 1 invalid, 2 unknown
              cost $0.48 of $0.60 estimated; 12 requests, 1 throttled; \
            perhaps billed $0.12 (2 requests)
              budget of the run $25.00: $0.48 spent, $0.12 reserved, $24.40 left
              budget of the day $10.00: $3.00 spent, $0.00 reserved, $7.00 left
              results https://bucket.example/spring-catalog/results.jsonl
            Next:
              darkroom items 20261122-153042-7f3a9c --status invalid   \
            # which rows to correct; then run again
              darkroom items 20261122-153042-7f3a9c --status rejected  # which prompts to change
              darkroom retry 20261122-153042-7f3a9c                    \
            # send the failed items again
              darkroom retry 20261122-153042-7f3a9c --status unknown   \
            # send them again; they may be billed twice
            """);
    }

    @Test
    void aHaltSaysWhyAndHowToGoOn() {
        var halt = Records.halted("OUT_OF_CREDIT", "The account\u001b[2J is empty.");
        assertThat(block(halt)).isEqualTo("""
            Run 20261122-153042-7f3a9c of spring-catalog: stopped by policy after 41 s
              OUT_OF_CREDIT: The account␣[2J is empty.
              10 items: 5 succeeded (2 reused), 5 left
              cost $0.48 of $0.60 estimated; 12 requests, 1 throttled
              budget of the run $25.00: $0.48 spent, $0.00 reserved, $24.52 left
              budget of the day $10.00: $3.00 spent, $0.00 reserved, $7.00 left
            Next:
              darkroom resume 20261122-153042-7f3a9c  # when the cause is gone
            """);
    }

    @Test
    void aReachedBudgetWantsALargerOne() {
        assertThat(block(Records.halted("BUDGET_REACHED", "Reached."))).contains("--budget USD");
    }

    @Test
    void aReachedBudgetOfTheDayWaitsForTheNext() {
        assertThat(block(Records.halted("DAILY_BUDGET_REACHED", "Reached.")))
                .contains("# after 00:00 UTC");
    }

    @Test
    void aCrashedRunIsResumed() {
        assertThat(block(Records.summary("crashed", 0, 0, 0, 0, 4, 0))).contains(
                "crashed; nothing is lost", "4 left", "darkroom resume 2026");
    }

    @Test
    void coloursAreOnlyWhereTheyAreAllowed() {
        var summary = Records.summary("completed", 0, 0, 0, 0, 0, 0);
        assertThat(SummaryText.of(summary, Paint.NONE)).doesNotContain("\u001b");
        assertThat(SummaryText.of(summary, Paint.ANSI)).contains("\u001b[32mcompleted\u001b[0m");
    }

    private static String block(RunSummary summary) {
        return SummaryText.of(summary, Paint.NONE) + Advice.text(summary);
    }
}
