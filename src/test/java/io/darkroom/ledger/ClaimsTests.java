package io.darkroom.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.item.ItemState;
import io.darkroom.item.RunId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ClaimsTests {

    @AutoClose
    private static final TestDatabase DATABASE = TestDatabase.create();

    private final Ledger ledger = DATABASE.ledger();
    private final TestJob job = new TestJob(ledger);

    @Test
    void givesAnItemToOneWorkerOnly() throws Exception {
        var run = job.run(Items.many(500).toArray(NewItem[]::new));
        var claimed = Threads.all(32, () -> claimUntilEmpty(run)).stream().flatMap(List::stream);
        assertThat(claimed.map(Claim::entryId)).hasSize(500).doesNotHaveDuplicates();
    }

    private List<Claim> claimUntilEmpty(RunId run) {
        var owner = Thread.currentThread().toString();
        var mine = new ArrayList<Claim>();
        var next = job.claim(run, owner, 7);
        while (!next.isEmpty()) {
            mine.addAll(next);
            next = job.claim(run, owner, 7);
        }
        return mine;
    }

    @Test
    void tellsAllThatIsNeededToSend() {
        var run = job.run(Items.item(1, "A-1", "a kite"));
        var claim = job.claim(run).getFirst();
        assertThat(claim.instruction().prompt()).isEqualTo("a kite");
        assertThat(claim.outputKey()).isEqualTo("shop/1/A-1.png");
        assertThat(claim.price()).contains(Items.CENT);
        assertThat(claim.idempotencyKey()).isEqualTo(run + "-" + claim.item() + "-0");
        assertThat(claim.inDoubt()).isFalse();
    }

    @Test
    void givesOutTheOldestFirstAndNoMoreThanAsked() {
        var run = job.run(Items.many(5).toArray(NewItem[]::new));
        assertThat(job.claim(run, "ann", 2)).extracting(Claim::entryId)
                .containsExactly("A-1", "A-2");
        assertThat(job.claim(run, "bob", 9)).extracting(Claim::entryId)
                .containsExactly("A-3", "A-4", "A-5");
    }

    @Test
    void keepsAnItemBackUntilItIsDue() {
        var run = job.run(Items.item(1, "A-1", "a kite"));
        ledger.claims().settle(
                List.of(Settle.again(job.claim(run).getFirst(), Duration.ofMinutes(1))));
        assertThat(job.claim(run)).isEmpty();
        assertThat(ledger.claims().anyLeft(run)).isTrue();
        DATABASE.jdbc().sql("update item set not_before = not_before - interval '1 minute'")
                .update();
        assertThat(job.claim(run)).extracting(Claim::tries).containsExactly(1);
    }

    @Test
    void givesOutOnlyTheStatesAskedFor() {
        var run = job.run(Items.item(1, "A-1", "a kite"));
        assertThat(ledger.claims().claim(run, "ann", 9, ItemState.RENDERED)).isEmpty();
        assertThat(ledger.claims().claim(run, "ann", 9, ItemState.SUCCEEDED)).isEmpty();
        assertThat(ledger.claims().claim(run, "ann", 9, ItemState.PENDING)).hasSize(1);
    }

    @Test
    void givesOutNothingOfAnotherRun() {
        job.run(Items.item(1, "A-1", "a kite"));
        var empty = job.run();
        assertThat(job.claim(empty)).isEmpty();
        assertThat(ledger.claims().anyLeft(empty)).isFalse();
    }

    @Test
    void putsBackWhatDeadWorkersHeld() {
        var run = job.run(Items.many(3).toArray(NewItem[]::new));
        var mine = job.claim(run, "ann", 1);
        job.claim(run, "dead", 2);
        assertThat(ledger.claims().recover(run, "ann", List.of())).isEqualTo(2);
        assertThat(job.claim(run)).extracting(Claim::number).containsExactly(2, 2);
        assertThat(mine).extracting(Claim::entryId).containsExactly("A-1");
    }

    @Test
    void leavesAnItemInDoubtWhoseRequestWasOpenWhenItsWorkerDied() {
        var run = job.run(Items.many(2).toArray(NewItem[]::new));
        var dead = job.claim(run, "dead", 9);
        var attempt = job.open(dead.getFirst());
        ledger.claims().recover(run, "ann", List.of());
        var claims = job.claim(run);
        assertThat(claims).extracting(Claim::inDoubt).containsExactly(true, false);
        assertThat(claims.getFirst().attempt()).hasValue(attempt);
    }

    @Test
    void keepsARenderedItemRenderedWhenItsWorkerDies() {
        var run = job.run(Items.item(1, "A-1", "a kite"));
        DATABASE.jdbc().sql("update item set state = 'RENDERED' where run_id = :run")
                .param("run", run.value()).update();
        assertThat(job.claim(run, "dead", 1)).extracting(Claim::rendered).containsExactly(true);
        ledger.claims().recover(run, "ann", List.of());
        assertThat(job.items(run)).extracting(ItemView::state).containsExactly(ItemState.RENDERED);
        assertThat(job.claim(run)).extracting(Claim::rendered).containsExactly(true);
    }
}
