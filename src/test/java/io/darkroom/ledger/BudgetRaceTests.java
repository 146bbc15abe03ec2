package io.darkroom.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.item.ItemState;
import io.darkroom.item.RunId;
import io.darkroom.item.Usd;
import io.darkroom.ledger.Attempts.Opened;
import io.darkroom.ledger.Settlement.End;
import io.darkroom.ledger.Settlement.Money;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Workers that race for the last cent of two budgets. Triggers write down every state that the
/// budgets are ever in, those inside of transactions included.
class BudgetRaceTests {

    private static final int WORKERS = 32;

    @AutoClose
    private static final TestDatabase DATABASE = TestDatabase.create();

    private final Ledger ledger = DATABASE.ledger();
    private final Random random = new Random(7);

    @BeforeAll
    static void watch() {
        DATABASE.jdbc().sql("""
            create table seen (name text, used_usd numeric, cap_usd numeric);
            create function see() returns trigger language plpgsql as $$
            begin
                insert into seen values (tg_table_name, new.spent_usd + new.reserved_usd,
                    new.cap_usd);
                return null;
            end $$;
            create trigger see after insert or update on budget
                for each row execute function see();
            create trigger see after insert or update on daily_budget
                for each row execute function see();
            """).update();
    }

    @Test
    void nobodyOvershootsEitherBudget() throws Exception {
        race(40);
    }

    @Test
    @Tag("storm")
    void nobodyOvershootsEitherBudgetInAThousandRaces() throws Exception {
        race(1000);
    }

    private void race(int times) throws Exception {
        for (int i = 0; i < times; i++) {
            raceOnce(random.nextInt(1, 40), random.nextInt(1, 40), i % 4 == 0);
        }
        assertThat(overshot()).isZero();
        assertThat(seen("budget")).isGreaterThan(times);
        assertThat(seen("daily_budget")).isGreaterThan(times);
    }

    /// @param back whether each item's first reservation is given back, so that the last cent is
    /// fought for again and again
    private void raceOnce(int runCents, int dayCents, boolean back) throws Exception {
        var job = new TestJob(ledger);
        var run = job.run(new Caps(cents(runCents), cents(dayCents)), Items.many(48));
        Threads.all(WORKERS, () -> work(job, run, back));
        var cap = Items.CENT.times(Math.min(runCents, dayCents));
        var counts = ledger.overview().counts(run);
        var used = counts.spent().plus(counts.reserved());
        assertThat(used).isLessThanOrEqualTo(cap);
        assertThat(back ? cap : used).isEqualTo(cap);
        assertThat(counts.today().spent().plus(counts.today().reserved())).isEqualTo(used);
    }

    /// Sends one item after the other until none is left; what a budget refuses waits.
    private boolean work(TestJob job, RunId run, boolean back) {
        var owner = Thread.currentThread().toString();
        for (var claims = job.claim(run, owner, 1); !claims.isEmpty(); claims = job.claim(run,
                owner, 1)) {
            var claim = claims.getFirst();
            var opened = job.open(claims).getFirst();
            ledger.claims().settle(List.of(opened instanceof Opened.Attempt(var attempt)
                    ? answer(claim, attempt, back)
                    : Settle.again(claim, Duration.ofDays(1))));
        }
        return true;
    }

    private static Settlement answer(Claim claim, long attempt, boolean back) {
        if (back && claim.number() == 1) {
            return Settle.ended(claim, ItemState.PENDING, attempt, End.THROTTLED,
                    new Money.Released(), "THROTTLED");
        }
        return switch ((int) (claim.item() % 3)) {
            case 0 -> Settle.stored(claim, attempt);
            case 1 -> Settle.unknown(claim, attempt);
            default -> Settle.ended(claim, ItemState.FAILED, attempt, End.UNUSABLE,
                    new Money.SpentAsReserved(), "BILLED_UNUSABLE");
        };
    }

    private static Optional<Usd> cents(int count) {
        return Optional.of(Items.CENT.times(count));
    }

    private static long overshot() {
        return DATABASE.jdbc().sql("select count(*) from seen where used_usd > cap_usd")
                .query(Long.class).single();
    }

    private static long seen(String table) {
        return DATABASE.jdbc().sql("select count(*) from seen where name = :name")
                .param("name", table).query(Long.class).single();
    }
}
