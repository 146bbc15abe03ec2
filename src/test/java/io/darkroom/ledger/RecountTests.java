package io.darkroom.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.item.ItemState;
import io.darkroom.item.RunId;
import io.darkroom.item.Usd;
import io.darkroom.ledger.Oddity.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecountTests {

    private static TestDatabase database;

    private final List<Oddity> found = new ArrayList<>();
    private TestJob job;
    private RunId run;
    private Recount recount;

    @BeforeAll
    static void open() {
        database = TestDatabase.create();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    /// Three items: stored, unknown, open.
    @BeforeEach
    void work() {
        job = new TestJob(database.ledger());
        recount = job.ledger().recount();
        run = job.run(Optional.of(Usd.of("1")), Items.many(3));
        var claims = job.claim(run);
        job.ledger().claims().settle(List.of(
                Settle.stored(claims.get(0), job.open(claims.get(0))),
                Settle.unknown(claims.get(1), job.open(claims.get(1)))));
        job.open(claims.get(2));
    }

    @Test
    void addsUpWhatTheBudgetSays() {
        assertThat(recount.of(run, found::add)).isEqualTo(new Books(3, 3, Items.CENT, Items.CENT,
                Usd.of("0.02"), Usd.of("0.02"), Optional.of(Usd.of("1")), 1, Items.CENT));
        assertThat(found).isEmpty();
    }

    @Test
    void namesRowsThatAreNotThere() {
        stage("delete from item_input where run_id = :run and entry_id = 'A-2'");
        stage("delete from item where run_id = :run and id = (select item_id from item_input"
                + " where run_id = :run and entry_id = 'A-3')");
        recount.of(run, found::add);

        assertThat(found).extracting(Oddity::kind).containsExactly(Kind.MISSING_ROW,
                Kind.MISSING_ITEM, Kind.MISSING_INPUT, Kind.STRAY_REQUEST);
        assertThat(found.getFirst().expected()).isEqualTo("row 2");
        assertThat(found.get(1).item()).contains("A-3");
    }

    @Test
    void namesVariantsThatAreNotThere() {
        stage("update item_input set variant = 'studio' where run_id = :run and row_no < 3");
        stage("update item_input set variant = 'dark', row_no = 1 where run_id = :run and row_no = 3");
        recount.of(run, found::add);

        assertThat(found).extracting(Oddity::expected).containsExactly("row 2, variant dark");
    }

    @Test
    void namesItemsWhoseCostIsNotThatOfTheirRequests() {
        stage("update item set cost_usd = 0.05 where run_id = :run and state = 'SUCCEEDED'");
        recount.of(run, found::add);

        assertThat(found).containsExactly(new Oddity(Kind.COST, Optional.of("A-1"),
                Optional.empty(), "0.050000", "0.010000"));
    }

    @Test
    void namesItemsThatWereBilledTwiceForOneWish() {
        stage("update attempt set item_id = (select min(id) from item where run_id = :run),"
                + " idempotency_key = (select min(idempotency_key) from attempt where run_id = :run),"
                + " outcome = 'UNUSABLE' where run_id = :run and outcome = 'UNKNOWN'");
        recount.of(run, found::add);

        assertThat(found).extracting(Oddity::kind).containsExactly(Kind.BILLED_TWICE);
        assertThat(found.getFirst().item()).contains("A-1");
    }

    @Test
    void namesOutputsUnderAnotherKey() {
        stage("update item set output_key = 'elsewhere.png' where run_id = :run"
                + " and state = 'SUCCEEDED'");
        recount.of(run, found::add);

        assertThat(found).containsExactly(new Oddity(Kind.KEY, Optional.of("A-1"),
                Optional.of("elsewhere.png"), "shop/1/A-1.png", "elsewhere.png"));
    }

    @Test
    void listsRequestsThatAreOpen() {
        var open = recount.openRequests(run);

        assertThat(open).extracting(Recount.OpenRequest::item).containsExactly("A-3");
        assertThat(recount.unfinished(run, List.of(open.getFirst().attempt(), 0L)))
                .containsExactly(open.getFirst().attempt());
    }

    @Test
    void saysWhoseKeyItIs() {
        assertThat(recount.owners(run, List.of("shop/1/A-1.png", "shop/2/A-2.png", "stray.png")))
                .hasSize(2)
                .containsEntry("shop/2/A-2.png",
                        new Recount.Owner("A-2", ItemState.UNKNOWN, false, "TIMEOUT"));
    }

    @Test
    void knowsTheRunsOwnPartOfTheBucket() {
        assertThat(recount.prefix(run)).isEmpty();

        stage("update item_input set output_key = 'shop/' || run_id || '/' || entry_id"
                + " where run_id = :run");
        assertThat(recount.prefix(run)).contains("shop/" + run);

        stage("update item_input set output_key = entry_id || '/' || run_id where run_id = :run");
        assertThat(recount.prefix(run)).isEmpty();
    }

    private void stage(String sql) {
        database.jdbc().sql(sql).param("run", run.value()).update();
    }
}
