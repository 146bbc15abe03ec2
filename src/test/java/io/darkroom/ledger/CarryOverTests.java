package io.darkroom.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.item.Instruction;
import io.darkroom.item.ItemState;
import io.darkroom.item.RunId;
import io.darkroom.item.Usd;
import io.darkroom.ledger.Settlement.End;
import io.darkroom.ledger.Settlement.Money;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CarryOverTests {

    @AutoClose
    private static final TestDatabase DATABASE = TestDatabase.create();

    private final Ledger ledger = DATABASE.ledger();
    private final TestJob job = new TestJob(ledger);

    @Test
    void refusesDuplicatesWithFileAndLine() {
        var run = job.run(Items.item(1, "A-1", "a kite"), Items.item(2, "B-2", "a boat"),
                Items.item(3, "A-1", "a tree"), Items.item(4, "A-1", "a fox"));
        assertThat(ledger.carryOver().refuseDuplicates(run)).isEqualTo(2);
        assertThat(job.items(run)).extracting(ItemView::state).containsExactly(ItemState.PENDING,
                ItemState.PENDING, ItemState.INVALID, ItemState.INVALID);
        assertThat(job.items(run).get(2).errorMessage())
                .contains("shop.csv:4: id \"A-1\": unique; line 2 has the same");
        assertThat(ledger.carryOver().refuseDuplicates(run)).isZero();
    }

    @Test
    void refusesAnItemWhoseOutputWouldHaveAnothersKey() {
        var run = job.run(keyed(1, "A", "shop/A-dark-red.png"),
                keyed(2, "A-dark", "shop/A-dark-red.png"));
        assertThat(ledger.carryOver().refuseDuplicates(run)).isOne();
        assertThat(job.claim(run)).extracting(Claim::entryId).containsExactly("A");
        assertThat(job.items(run).getLast().errorMessage().orElseThrow())
                .startsWith("shop.csv:3: id \"A-dark\": its output would have the key of line 2");
    }

    private static NewItem keyed(long row, String id, String key) {
        return Items.item(row, id, new Instruction.Generate("kite " + id), key);
    }

    @Test
    void theNthOccurrenceGetsTheNthOutput() {
        var first = finished(Items.item(1, "A", "kite"), Items.item(2, "B", "kite"));
        var second = reusing(Items.item(1, "X", "kite"), Items.item(2, "Y", "kite"),
                Items.item(3, "Z", "kite"));
        assertThat(job.claim(second)).extracting(c -> c.output().map(o -> o.item()).orElse(0L))
                .containsExactly(id(first, 0), id(first, 1), 0L);
    }

    @Test
    void orderAndIdMayChange() {
        finished(Items.item(1, "A", "kite"), Items.item(2, "B", "boat"));
        var second = reusing(Items.item(1, "C", "boat"), Items.item(2, "D", "kite"));
        settleReused(second);
        assertThat(job.items(second)).extracting(i -> i.output().orElseThrow().key())
                .containsExactly("shop/2/B.png", "shop/1/A.png");
        assertThat(job.items(second).getFirst().reusedFrom().orElseThrow()).endsWith("/B");
    }

    @Test
    void anotherJobsOutputsAreUsedOnlyIfEveryJobsAre() {
        finished(Items.item(1, "A", "a kite of " + job.name()));
        var other = new TestJob(ledger);
        var run = other.run(Items.item(1, "A", "a kite of " + job.name()));
        assertThat(ledger.carryOver().offerReuse(run, Optional.of(other.name()))).isZero();
        assertThat(ledger.carryOver().offerReuse(run, Optional.empty())).isOne();
        assertThat(other.claim(run)).extracting(Claim::output).allMatch(Optional::isPresent);
    }

    @Test
    void anotherJobsDoubtCountsWhereItsOutputsDo() {
        var prompt = "a boat of " + job.name();
        var claim = job.claim(job.run(Items.item(1, "A", prompt))).getFirst();
        ledger.claims().settle(List.of(Settle.unknown(claim, job.open(claim))));
        var run = new TestJob(ledger).run(Items.item(1, "A", prompt));
        assertThat(ledger.carryOver().hold(run, Optional.empty())).isOne();
    }

    @Test
    void aChangedPromptIsNotServedByTheOldOutput() {
        finished(Items.item(1, "A", "kite"));
        assertThat(job.claim(reusing(Items.item(1, "A", "red kite"))).getFirst().output())
                .isEmpty();
    }

    @Test
    void aReusedOutputServesOnceInEachRun() {
        finished(Items.item(1, "A", "kite"));
        settleReused(reusing(Items.item(1, "A", "kite")));
        var third = reusing(Items.item(1, "A", "kite"), Items.item(2, "B", "kite"));
        assertThat(job.claim(third)).extracting(c -> c.output().isPresent())
                .containsExactly(true, false);
    }

    @Test
    void offeringAgainDoesNotGiveAnOutputTwice() {
        finished(Items.item(1, "A", "kite"));
        var second = reusing(Items.item(1, "A", "kite"), Items.item(2, "B", "kite"));
        ledger.claims().settle(List.of(Settle.reused(job.claim(second, "ann", 1).getFirst())));
        assertThat(ledger.carryOver().offerReuse(second, Optional.of(job.name()))).isZero();
    }

    @ParameterizedTest
    @CsvSource({"UNKNOWN, UNKNOWN, TIMEOUT", "REJECTED, REJECTED, content_policy_violation",
            "FAILED, UNUSABLE, BILLED_UNUSABLE"})
    void holdsWhatAnEarlierRunLeft(ItemState state, End end, String code) {
        leaving(state, end, code);
        var second = job.run(Items.item(7, "Other", "kite"), Items.item(8, "New", "boat"));
        assertThat(ledger.carryOver().hold(second, Optional.of(job.name()))).isOne();
        assertThat(job.claim(second)).extracting(Claim::entryId).containsExactly("New");
        var held = job.items(second).getFirst();
        assertThat(held.state()).isEqualTo(state);
        assertThat(held.errorCode()).contains(code);
    }

    @ParameterizedTest
    @CsvSource({"FAILED, FAILED, HTTP_400", "FAILED, FAILED, INPUT_IMAGE",
            "CANCELLED, FAILED, X"})
    void sendsWhatCostNothing(ItemState state, End end, String code) {
        leaving(state, end, code);
        var second = job.run(Items.item(1, "A", "kite"));
        assertThat(ledger.carryOver().hold(second, Optional.of(job.name()))).isZero();
        assertThat(job.claim(second)).hasSize(1);
    }

    @Test
    void theReasonDoesNotGrowFromRunToRun() {
        var first = leaving(ItemState.UNKNOWN, End.UNKNOWN, "TIMEOUT");
        RunId last = first;
        for (int i = 0; i < 3; i++) {
            last = job.run(Items.item(1, "A", "kite"));
            ledger.carryOver().hold(last, Optional.of(job.name()));
        }
        assertThat(job.items(last).getFirst().errorMessage())
                .contains("as in run " + first + ": As the test says");
        assertThat(ledger.overview().counts(last).reserved()).isEqualTo(Usd.ZERO);
    }

    @Test
    void ofTwoEqualItemsOnlyTheOneThatWasLeftIsHeld() {
        var first = job.run(Items.item(1, "A", "kite"), Items.item(2, "B", "kite"));
        var claims = job.claim(first);
        ledger.claims().settle(
                List.of(Settle.stored(claims.getFirst(), job.open(claims.getFirst())),
                        Settle.unknown(claims.getLast(), job.open(claims.getLast()))));
        var second = reusing(Items.item(1, "A", "kite"), Items.item(2, "B", "kite"),
                Items.item(3, "C", "kite"));
        ledger.carryOver().hold(second, Optional.of(job.name()));
        assertThat(job.items(second)).extracting(ItemView::state).containsExactly(
                ItemState.PENDING, ItemState.UNKNOWN, ItemState.PENDING);
    }

    @Test
    void whatTheOperatorPutBackIsNotHeldAgain() {
        leaving(ItemState.UNKNOWN, End.UNKNOWN, "TIMEOUT");
        var second = job.run(Items.item(1, "A", "kite"));
        ledger.carryOver().hold(second, Optional.of(job.name()));
        ledger.operations().retry(second, Set.of(ItemState.UNKNOWN), List.of(), Optional.empty());
        var claim = job.claim(second).getFirst();
        ledger.claims().settle(List.of(Settle.stored(claim, job.open(claim))));
        var third = reusing(Items.item(1, "A", "kite"));
        assertThat(ledger.carryOver().hold(third, Optional.of(job.name()))).isZero();
        assertThat(job.claim(third).getFirst().output()).isPresent();
    }

    private RunId finished(NewItem... items) {
        var run = job.run(items);
        for (var claim : job.claim(run)) {
            ledger.claims().settle(List.of(Settle.stored(claim, job.open(claim))));
        }
        return run;
    }

    private RunId leaving(ItemState state, End end, String code) {
        var run = job.run(Items.item(1, "A", "kite"));
        var claim = job.claim(run).getFirst();
        ledger.claims().settle(List.of(Settle.ended(claim, state, job.open(claim), end,
                new Money.Released(), code)));
        return run;
    }

    private RunId reusing(NewItem... items) {
        var run = job.run(items);
        ledger.carryOver().offerReuse(run, Optional.of(job.name()));
        return run;
    }

    private void settleReused(RunId run) {
        ledger.claims().settle(job.claim(run).stream().map(Settle::reused).toList());
    }

    private long id(RunId run, int index) {
        return job.items(run).get(index).item();
    }
}
