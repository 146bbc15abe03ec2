package io.darkroom.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.item.ItemState;
import io.darkroom.item.Usd;
import io.darkroom.ledger.Settlement.End;
import io.darkroom.ledger.Settlement.Money;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class OverviewTests {

    @AutoClose
    private static final TestDatabase DATABASE = TestDatabase.create();

    private final Ledger ledger = DATABASE.ledger();
    private final TestJob job = new TestJob(ledger);

    @Test
    void countsItemsRequestsAndMoney() {
        var run = job.run(Optional.of(Usd.of("1")), Items.many(5));
        var claims = job.claim(run, "ann", 4);
        var ids = claims.stream().map(job::open).toList();
        ledger.claims().settle(List.of(Settle.stored(claims.get(0), ids.get(0)),
                Settle.unknown(claims.get(1), ids.get(1)),
                Settle.ended(claims.get(2), ItemState.PENDING, ids.get(2), End.THROTTLED,
                        new Money.Released(), "THROTTLED"),
                Settle.ended(claims.get(3), ItemState.PENDING, ids.get(3), End.UNSENT,
                        new Money.Released(), "UNSENT")));
        var counts = ledger.overview().counts(run);
        assertThat(counts.of(ItemState.PENDING)).isEqualTo(3);
        assertThat(counts.of(ItemState.REJECTED)).isZero();
        assertThat(counts.total()).isEqualTo(5);
        assertThat(counts.left()).isEqualTo(3);
        assertThat(counts.requests()).isEqualTo(3);
        assertThat(counts.throttled()).isOne();
        assertThat(counts.requestsLastMinute()).isEqualTo(3);
        assertThat(counts.spent()).isEqualTo(Items.CENT);
        assertThat(counts.reserved()).isEqualTo(Items.CENT);
        assertThat(counts.perhapsBilled()).isEqualTo(Items.CENT);
        assertThat(counts.cap()).contains(Usd.of("1"));
    }

    @Test
    void anEmptyRunIsAllZero() {
        var counts = ledger.overview().counts(job.run());
        assertThat(counts.total()).isZero();
        assertThat(counts.cap()).isEmpty();
    }

    @Test
    void pagesThroughTheManifestsOrder() {
        var run = job.run(Items.many(5).toArray(NewItem[]::new));
        var first = ledger.overview().page(run, List.of(), 0, 3);
        var second = ledger.overview().page(run, List.of(), first.getLast().item(), 3);
        assertThat(first).extracting(ItemView::id).containsExactly("A-1", "A-2", "A-3");
        assertThat(second).extracting(ItemView::row).containsExactly(4L, 5L);
        assertThat(ledger.overview().page(run, List.of(), second.getLast().item(), 3)).isEmpty();
    }

    @Test
    void listsOnlyTheStatesAskedFor() {
        var run = job.run(Items.many(3).toArray(NewItem[]::new));
        job.claim(run, "ann", 1);
        assertThat(ledger.overview().page(run, Set.of(ItemState.CLAIMED), 0, 9))
                .extracting(ItemView::id).containsExactly("A-1");
        assertThat(ledger.overview().page(run, Set.of(ItemState.CANCELLED, ItemState.PENDING), 0,
                9)).hasSize(2);
    }

    @Test
    void namesTheMostFrequentTroubleFirst() {
        var run = job.run(Items.many(3).toArray(NewItem[]::new));
        var codes = List.of("HTTP_400", "HTTP_413", "HTTP_413");
        var claims = job.claim(run);
        for (int i = 0; i < 3; i++) {
            ledger.claims().settle(List.of(Settle.ended(claims.get(i), ItemState.FAILED,
                    job.open(claims.get(i)), End.FAILED, new Money.Released(), codes.get(i))));
        }
        assertThat(ledger.overview().troubles(run)).containsExactly(
                new Overview.Trouble(ItemState.FAILED, "HTTP_413", 2, "As the test says"),
                new Overview.Trouble(ItemState.FAILED, "HTTP_400", 1, "As the test says"));
    }
}
