package io.darkroom.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.item.RunId;
import io.darkroom.item.Usd;
import io.darkroom.ledger.Attempts.Opened;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;

class AttemptsTests {

    @AutoClose
    private static final TestDatabase DATABASE = TestDatabase.create();

    private final Ledger ledger = DATABASE.ledger();
    private final TestJob job = new TestJob(ledger);

    @Test
    void writesARequestDownAndReservesItsPrice() {
        var run = job.run(Items.item(1, "A-1", "a kite"));
        assertThat(open(job.claim(run)).getFirst()).isInstanceOf(Opened.Attempt.class);
        var counts = ledger.overview().counts(run);
        assertThat(counts.requests()).isOne();
        assertThat(counts.reserved()).isEqualTo(Items.CENT);
        assertThat(counts.spent()).isEqualTo(Usd.ZERO);
    }

    @Test
    void findsItsRequestAgainWhenItIsNotKnownWhetherTheCommitArrived() {
        var run = job.run(Items.many(3).toArray(NewItem[]::new));
        var claims = job.claim(run);
        var first = open(claims.subList(0, 2));
        assertThat(open(claims).subList(0, 2)).isEqualTo(first);
        assertThat(ledger.overview().counts(run).requests()).isEqualTo(3);
        assertThat(ledger.overview().counts(run).reserved()).isEqualTo(Usd.of("0.03"));
    }

    @Test
    void opensOneRequestHoweverManyAskAtOnce() throws Exception {
        var run = job.run(Items.item(1, "A-1", "a kite"));
        var claims = job.claim(run);
        Threads.all(16, () -> openOrLose(claims));
        assertThat(ledger.overview().counts(run).requests()).isOne();
        assertThat(ledger.overview().counts(run).reserved()).isEqualTo(Items.CENT);
    }

    private boolean openOrLose(List<Claim> claims) {
        try {
            return open(claims).getFirst() instanceof Opened.Attempt;
        } catch (DuplicateKeyException _) {
            return false;
        }
    }

    @Test
    void theDatabaseItselfRefusesASecondOpenRequest() {
        var run = job.run(Items.item(1, "A-1", "a kite"));
        job.open(job.claim(run).getFirst());
        assertThatThrownBy(() -> DATABASE.jdbc().sql("""
            insert into attempt (item_id, run_id, claim_no, idempotency_key, reserved_usd)
            select id, run_id, 9, 'another', 0 from item where run_id = :run
            """).param("run", run.value()).update()).isInstanceOf(DuplicateKeyException.class);
    }

    @Test
    void saysLostWhenTheClaimWasTakenAway() {
        var run = job.run(Items.item(1, "A-1", "a kite"));
        var late = job.claim(run, "late", 1);
        ledger.claims().recover(run, "ann", List.of());
        assertThat(open(late)).containsExactly(new Opened.Lost());
        job.claim(run);
        assertThat(open(late)).containsExactly(new Opened.Lost());
        assertThat(ledger.overview().counts(run).reserved()).isEqualTo(Usd.ZERO);
    }

    @Test
    void saysLostWhenTheClaimWasTakenAwayAfterItsCommitWentMissing() {
        var run = job.run(Items.item(1, "A-1", "a kite"));
        var late = job.claim(run, "late", 1);
        open(late);
        ledger.claims().recover(run, "ann", List.of());
        assertThat(open(late)).containsExactly(new Opened.Lost());
    }

    @Test
    void doesNotSendAnItemInDoubt() {
        var run = job.run(Items.item(1, "A-1", "a kite"));
        open(job.claim(run, "dead", 1));
        ledger.claims().recover(run, "ann", List.of());
        assertThat(open(job.claim(run))).containsExactly(new Opened.Lost());
    }

    @Test
    void sendsWhatTheBudgetStillAllows() {
        var run = job.run(Optional.of(Usd.of("0.025")), Items.many(4));
        assertThat(open(job.claim(run))).extracting(o -> o.getClass().getSimpleName())
                .containsExactly("Attempt", "Attempt", "OverBudget", "OverBudget");
        assertThat(ledger.overview().counts(run).reserved()).isEqualTo(Usd.of("0.02"));
    }

    @Test
    void nobodyOvershootsWhenAllRaceForTheLastCent() throws Exception {
        var run = job.run(Optional.of(Usd.of("0.20")), Items.many(64));
        Threads.all(32, () -> spendAll(run));
        var counts = ledger.overview().counts(run);
        assertThat(counts.spent().plus(counts.reserved())).isEqualTo(Usd.of("0.20"));
        assertThat(counts.requests()).isEqualTo(20);
    }

    /// Pays for one of two and leaves the other unknown, as often as there is money.
    private boolean spendAll(RunId run) {
        while (true) {
            var claims = job.claim(run, Thread.currentThread().toString(), 2);
            if (claims.size() < 2) {
                return true;
            }
            var opened = open(claims);
            assertThat(withinCap(run)).isTrue();
            if (!(opened.getFirst() instanceof Opened.Attempt paid)
                    || !(opened.getLast() instanceof Opened.Attempt unknown)) {
                return false;
            }
            ledger.claims().settle(List.of(Settle.stored(claims.getFirst(), paid.attempt()),
                    Settle.unknown(claims.getLast(), unknown.attempt())));
        }
    }

    private boolean withinCap(RunId run) {
        return DATABASE.jdbc()
                .sql("select spent_usd + reserved_usd <= cap_usd from budget where run_id = :run")
                .param("run", run.value()).query(Boolean.class).single();
    }

    private List<Opened> open(List<Claim> claims) {
        return ledger.attempts().open(claims.stream().map(TestJob::intent).toList());
    }
}
