package io.darkroom.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.item.ItemState;
import io.darkroom.item.RunId;
import io.darkroom.ledger.Settlement.End;
import io.darkroom.ledger.Settlement.Money;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class OperationsTests {

    private static final Set<ItemState> ALL = EnumSet.allOf(ItemState.class);

    @AutoClose
    private static final TestDatabase DATABASE = TestDatabase.create();

    private final Ledger ledger = DATABASE.ledger();
    private final TestJob job = new TestJob(ledger);

    @Test
    void retryNeverTouchesWhatSucceeded() {
        var run = ended();
        assertThat(ledger.operations().retry(run, ALL, List.of(), Optional.empty())).isEqualTo(3);
        assertThat(job.items(run)).extracting(ItemView::state).containsExactly(
                ItemState.SUCCEEDED, ItemState.PENDING, ItemState.PENDING, ItemState.PENDING);
        assertThat(ledger.operations().retry(run, ALL, List.of(), Optional.empty())).isZero();
    }

    @Test
    void aRetriedItemIsSentUnderANewKey() {
        var run = ended();
        ledger.operations().retry(run, Set.of(ItemState.UNKNOWN), List.of(), Optional.empty());
        var claim = job.claim(run).getFirst();
        assertThat(claim.idempotencyKey()).isEqualTo(run + "-" + claim.item() + "-1");
        assertThat(claim.tries()).isZero();
        assertThat(claim.inDoubt()).isFalse();
        assertThat(ledger.attempts().open(List.of(TestJob.intent(claim))).getFirst())
                .isInstanceOf(Attempts.Opened.Attempt.class);
    }

    @Test
    void aRetriedUnknownKeepsItsReservation() {
        var run = ended();
        var before = ledger.overview().counts(run).reserved();
        ledger.operations().retry(run, Set.of(ItemState.UNKNOWN), List.of(), Optional.empty());
        assertThat(ledger.overview().counts(run).reserved()).isEqualTo(before)
                .isEqualTo(Items.CENT);
        assertThat(ledger.overview().counts(run).today().reserved()).isEqualTo(Items.CENT);
    }

    @Test
    void aRetriedUnknownStaysPerhapsBilledWhateverBecomesOfTheItem() {
        var run = ended();
        ledger.operations().retry(run, Set.of(ItemState.UNKNOWN), List.of(), Optional.empty());
        var claim = job.claim(run).getFirst();
        ledger.claims().settle(List.of(Settle.stored(claim, job.open(claim))));
        var counts = ledger.overview().counts(run);
        assertThat(counts.perhapsBilled()).isEqualTo(Items.CENT).isEqualTo(counts.reserved());
        assertThat(counts.perhapsRequests()).isOne();
        assertThat(counts.spent()).isEqualTo(Items.CENT.times(2));
    }

    @Test
    void retryTakesOnlyTheStatesAndIdsAskedFor() {
        var run = ended();
        assertThat(ledger.operations().retry(run, Set.of(ItemState.REJECTED), List.of("A-2"),
                Optional.empty()))
                .isZero();
        assertThat(ledger.operations().retry(run, Set.of(ItemState.FAILED), List.of("A-2"),
                Optional.empty()))
                .isOne();
        assertThat(job.claim(run)).extracting(Claim::entryId).containsExactly("A-2");
    }

    @Test
    void cancelTakesOutWhatWasNotSent() {
        var run = job.run(Items.many(3).toArray(NewItem[]::new));
        job.claim(run, "ann", 1);
        assertThat(ledger.operations().cancel(run)).isEqualTo(2);
        assertThat(job.items(run)).extracting(ItemView::state).containsExactly(ItemState.CLAIMED,
                ItemState.CANCELLED, ItemState.CANCELLED);
        assertThat(ledger.operations().retry(run, ALL, List.of(), Optional.empty())).isZero();
    }

    @Test
    void cancelLeavesItemsInDoubt() {
        var run = job.run(Items.many(2).toArray(NewItem[]::new));
        job.open(job.claim(run, "dead", 1).getFirst());
        ledger.claims().recover(run, "ann", List.of());
        assertThat(ledger.operations().cancel(run)).isOne();
        assertThat(job.claim(run)).extracting(Claim::inDoubt).containsExactly(true);
    }

    /// One item that succeeded, then one failed, one rejected, one unknown.
    private RunId ended() {
        var run = job.run(Items.many(4).toArray(NewItem[]::new));
        var claims = job.claim(run);
        var ids = claims.stream().map(job::open).toList();
        ledger.claims().settle(List.of(Settle.stored(claims.get(0), ids.get(0)),
                Settle.ended(claims.get(1), ItemState.FAILED, ids.get(1), End.FAILED,
                        new Money.Released(), "HTTP_400"),
                Settle.ended(claims.get(2), ItemState.REJECTED, ids.get(2), End.REJECTED,
                        new Money.Released(), "content_policy_violation"),
                Settle.unknown(claims.get(3), ids.get(3))));
        return run;
    }
}
