package io.darkroom.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.item.ItemState;
import io.darkroom.item.RunId;
import io.darkroom.item.Usd;
import io.darkroom.ledger.Settlement.End;
import io.darkroom.ledger.Settlement.Money;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Requests under a key that was used before, at a provider that bills a key once. The cap is one
/// image, so whatever cost twice would be refused.
class ReplaysTests {

    @AutoClose
    private static final TestDatabase DATABASE = TestDatabase.create();

    private final Ledger ledger = DATABASE.ledger();
    private final TestJob job = new TestJob(ledger);
    private RunId run;

    @BeforeEach
    void begin() {
        run = job.run(Optional.of(Items.CENT), Items.many(1));
    }

    @Test
    void aReplayTakesOverWhatAnUnknownRequestHeld() {
        end(claim(), End.UNKNOWN, new Money.Kept());
        var claim = claim();
        var attempt = replay(claim);
        assertThat(counts().reserved()).isEqualTo(Items.CENT);
        assertThat(counts().perhapsBilled()).isEqualTo(Usd.ZERO);
        ledger.claims().settle(List.of(Settle.stored(claim, attempt)));
        assertThat(counts().spent()).isEqualTo(Items.CENT);
        assertThat(counts().reserved()).isEqualTo(Usd.ZERO);
    }

    @Test
    void aReplayOfAnUnusableAnswerIsPaidOnce() {
        end(claim(), End.UNUSABLE, new Money.SpentAsReserved());
        var claim = claim();
        ledger.claims().settle(List.of(Settle.stored(claim, replay(claim))));
        assertThat(counts().spent()).isEqualTo(Items.CENT);
        assertThat(job.items(run).getFirst().cost()).isEqualTo(Items.CENT);
    }

    @Test
    void aReplayThatWasNotLetInKeepsTheDoubt() {
        end(claim(), End.UNKNOWN, new Money.Kept());
        var claim = claim();
        settle(claim, replay(claim), End.THROTTLED, new Money.Kept());
        assertThat(counts().perhapsBilled()).isEqualTo(Items.CENT);
        assertThat(counts().reserved()).isEqualTo(Items.CENT);
        assertThat(claim().earlier().orElseThrow().unknown()).isPresent();
    }

    @Test
    void aKeyThatCostNothingSoFarIsNoReplay() {
        end(claim(), End.THROTTLED, new Money.Released());
        var earlier = claim().earlier().orElseThrow();
        assertThat(earlier.billed()).isFalse();
        assertThat(earlier.unknown()).isEmpty();
        assertThat(earlier.keyAge().orElseThrow()).isBetween(Duration.ZERO,
                Duration.ofMinutes(5));
    }

    @Test
    void anImageThatLandedAfterAllIsPaidFromItsReservation() {
        var first = claim();
        var attempt = end(first, End.UNKNOWN, new Money.Kept());
        ledger.claims().settle(List.of(Settle.stored(claim(), attempt)));
        assertThat(counts().spent()).isEqualTo(Items.CENT);
        assertThat(counts().reserved()).isEqualTo(Usd.ZERO);
        assertThat(counts().perhapsBilled()).isEqualTo(Usd.ZERO);
    }

    @Test
    void theOperatorsRetryKeepsAKeyThatTheProviderStillKnows() {
        var first = claim();
        ledger.claims().settle(List.of(Settle.unknown(first, job.open(first))));
        ledger.operations().retry(run, Set.of(ItemState.UNKNOWN), List.of(),
                Optional.of(Duration.ofHours(24)));
        assertThat(claim().idempotencyKey()).isEqualTo(first.idempotencyKey());
    }

    @Test
    void anImageThatFoundItsPlaceTakenIsStoredAndNotSentAgain() {
        var claim = claim();
        ledger.claims().settle(List.of(Settle.ended(claim, ItemState.FAILED, job.open(claim),
                End.RENDERED, new Money.SpentAsReserved(), "CONFLICT")));
        ledger.operations().retry(run, Set.of(ItemState.FAILED), List.of(), Optional.empty());
        assertThat(claim().rendered()).isTrue();
    }

    @Test
    void whatMayStillBeAnsweredIsNotDueYet() {
        job.open(job.claim(run, "far", 1).getFirst());
        ledger.claims().recover(run, "ann", List.of("far"));
        assertThat(job.claim(run)).isEmpty();
        assertThat(ledger.claims().anyLeft(run)).isTrue();
    }

    @Test
    void whatWasNotSentIsDueAtOnceWhoeverHeldIt() {
        job.claim(run, "far", 1);
        ledger.claims().recover(run, "ann", List.of("far"));
        assertThat(job.claim(run)).hasSize(1);
    }

    @Test
    void aClaimOfWhichNothingWasHeardIsPutBack() {
        job.claim(run);
        ledger.claims().putBack(run, "ann", List.of());
        var heard = job.claim(run);
        ledger.claims().putBack(run, "ann", heard);
        assertThat(job.claim(run)).isEmpty();
        assertThat(heard).hasSize(1);
    }

    private Claim claim() {
        return job.claim(run).getFirst();
    }

    private Counts counts() {
        return ledger.overview().counts(run);
    }

    /// Opens a request, ends it and puts the item back.
    private long end(Claim claim, End end, Money money) {
        long attempt = job.open(claim);
        settle(claim, attempt, end, money);
        return attempt;
    }

    private void settle(Claim claim, long attempt, End end, Money money) {
        ledger.claims().settle(
                List.of(Settle.ended(claim, ItemState.PENDING, attempt, end, money, "X")));
    }

    private long replay(Claim claim) {
        var plain = TestJob.intent(claim);
        var intent = new Attempts.Intent(claim, plain.request(), plain.lease(), true);
        var opened = ledger.attempts().open(List.of(intent)).getFirst();
        return ((Attempts.Opened.Attempt) opened).attempt();
    }
}
