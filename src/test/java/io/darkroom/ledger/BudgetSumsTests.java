package io.darkroom.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.item.ItemState;
import io.darkroom.item.RunId;
import io.darkroom.item.Usd;
import io.darkroom.ledger.Attempts.Opened;
import io.darkroom.ledger.Settlement.End;
import io.darkroom.ledger.Settlement.Money;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever is opened, settled, settled twice, taken back, settled too late, put back by the operator
/// and carried over midnight, in whatever order: a budget is the sum over the attempts.
class BudgetSumsTests {

    private static final int STEPS = 60;

    @AutoClose
    private static final TestDatabase DATABASE = TestDatabase.create();

    private final Ledger ledger = DATABASE.ledger();
    private final TestJob job = new TestJob(ledger);
    private final List<Claim> held = new ArrayList<>();
    private final List<Sent> sent = new ArrayList<>();

    private record Sent(Claim claim, long attempt) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void budgetsAreTheSumsOverTheAttempts(long seed) {
        var random = new Random(seed);
        var caps = new Caps(Optional.of(Usd.of("0.30")), Optional.of(Usd.of("0.20")));
        var runs = List.of(job.run(caps, Items.many(12)), job.run(caps, Items.many(12)));
        for (int i = 0; i < STEPS; i++) {
            step(runs.get(random.nextInt(2)), random);
            assertThat(wrongBudgets()).as("after step %d", i).isZero();
        }
        assertThat(sent).isNotEmpty();
    }

    private void step(RunId run, Random random) {
        switch (random.nextInt(8)) {
            case 0 -> held.addAll(job.claim(run, "ann", random.nextInt(1, 5)));
            case 1, 2 -> open(run);
            case 3, 4, 5 -> settle(random);
            case 6 -> ledger.claims().recover(run, "nobody", List.of());
            default -> {
                ledger.operations().retry(run, EnumSet.allOf(ItemState.class), List.of(),
                        Optional.empty());
                DATABASE.midnight(job.name());
            }
        }
    }

    private void open(RunId run) {
        var claims = List.copyOf(held.stream().filter(claim -> claim.run().equals(run))
                .collect(Collectors.toMap(Claim::item, c -> c, (_, later) -> later)).values());
        if (claims.isEmpty()) {
            return;
        }
        var opened = job.open(claims);
        for (int i = 0; i < claims.size(); i++) {
            if (opened.get(i) instanceof Opened.Attempt(var attempt)) {
                sent.add(new Sent(claims.get(i), attempt));
            }
        }
    }

    /// Settles one of all that were ever sent, perhaps for the second time or for somebody else.
    private void settle(Random random) {
        if (sent.isEmpty()) {
            return;
        }
        var one = sent.get(random.nextInt(sent.size()));
        ledger.claims().settle(List.of(random.nextBoolean()
                ? Settle.stored(one.claim(), one.attempt())
                : Settle.ended(one.claim(), ItemState.UNKNOWN, one.attempt(), End.UNKNOWN,
                        money(random), "X")));
    }

    private static Money money(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> new Money.Kept();
            case 1 -> new Money.Released();
            case 2 -> new Money.SpentAsReserved();
            default -> new Money.Spent(Usd.of("0.0" + random.nextInt(1, 100)));
        };
    }

    private long wrongBudgets() {
        return DATABASE.jdbc().sql("""
            with money as (
                select a.run_id, r.job, a.day, coalesce(a.cost_usd, 0) as spent,
                    case when a.cost_usd is null then a.reserved_usd else 0 end as reserved
                from attempt a join run r on r.id = a.run_id where r.job = :job)
            select (select count(*) from budget b join run r on r.id = b.run_id
                    where r.job = :job and (b.spent_usd, b.reserved_usd) <> (
                        select coalesce(sum(spent), 0), coalesce(sum(reserved), 0) from money m
                        where m.run_id = b.run_id))
                + (select count(*) from daily_budget d
                    where d.job = :job and (d.spent_usd, d.reserved_usd) <> (
                        select coalesce(sum(spent), 0), coalesce(sum(reserved), 0) from money m
                        where m.day = d.day))
                + (select count(*) from item i join run r on r.id = i.run_id
                    where r.job = :job and i.cost_usd <> (
                        select coalesce(sum(cost_usd), 0) from attempt a where a.item_id = i.id))
            """).param("job", job.name()).query(Long.class).single();
    }
}
