package io.darkroom.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.item.ImageOptions;
import io.darkroom.item.ImageRef;
import io.darkroom.item.Instruction;
import io.darkroom.item.ItemState;
import io.darkroom.item.Problem;
import io.darkroom.item.RunId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class ItemLoaderTests {

    @AutoClose
    private static final TestDatabase DATABASE = TestDatabase.create();

    private final Ledger ledger = DATABASE.ledger();
    private final TestJob job = new TestJob(ledger);

    @ParameterizedTest
    @ValueSource(strings = {"tab\there", "\\N", "\\.", "\n\\.\n", "line\nbreak", "\r\n",
            "back\\slash",
            "\\\\", "\\t", "\\n", "a\"quote", "{\"a\",b}", "NULL", "{}", "'; drop table item; --",
            "emoji 👩‍👩‍👧‍👦 🏳️‍🌈", "ليس", "\u202Eright to left",
            "\u0001\u001B\u007F\u0085\u2028\uFEFF",
            "Z̴̡̛a̸l̷g̶o̵", "null", " leading and trailing ", ",", "\\x41\\101", "𝕏"})
    void keepsEveryText(String text) {
        var instruction = Instruction.of("p" + text,
                List.of(new ImageRef("i" + text), new ImageRef(text + "j,k")));
        var run = job.run(Items.item(1, text, instruction, "k" + text));
        var claim = job.claim(run).getFirst();
        assertThat(claim.instruction()).isEqualTo(instruction);
        assertThat(claim.entryId()).isEqualTo(text);
        assertThat(claim.outputKey()).isEqualTo("k" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"c\\d\t\"", "", "null", "{}", "👩‍👩", ",", "NULL"})
    void keepsColumnsInTheirOrder(String text) {
        var columns = new LinkedHashMap<String, String>();
        columns.put("z" + text, text);
        columns.put("a", text + "1");
        var run = job.run(withColumns(1, columns));
        assertThat(job.items(run).getFirst().columns()).containsExactlyEntriesOf(columns);
    }

    @Test
    void keepsTheColumnsOfEachEntryApart() {
        var run = job.run(IntStream.rangeClosed(1, 200)
                .mapToObj(n -> withColumns(n, Map.of(n % 7 == 0 ? "odd" : "title", "cell " + n)))
                .toArray(NewItem[]::new));
        assertThat(job.items(run)).hasSize(200).allSatisfy(item -> assertThat(item.columns())
                .containsExactly(Map.entry(item.row() % 7 == 0 ? "odd" : "title",
                        "cell " + item.row())));
    }

    @Test
    void keepsTheColumnsOfAnEntryOnce() {
        var columns = Map.of("title", "Mug");
        job.run(withColumns(1, columns), withColumns(1, columns), withColumns(2, columns));
        assertThat(DATABASE.jdbc().sql("select cells from entry_columns order by first_item desc")
                .query(String.class).list().getFirst()).isEqualTo("[[\"Mug\"],[\"Mug\"]]");
    }

    @Test
    void givesTheColumnsOfAPageThatBeginsWithinABlock() {
        var run = job.run(withColumns(1, Map.of("title", "Mug")),
                withColumns(2, Map.of("title", "Lamp")), withColumns(3, Map.of("title", "Vase")));
        var second = ledger.overview().page(run, List.of(),
                job.items(run).getFirst().item(), 1);
        assertThat(second.getFirst().columns()).containsExactly(Map.entry("title", "Lamp"));
    }

    private static NewItem withColumns(long row, Map<String, String> columns) {
        var plain = Items.item(row, "A-" + row, "a kite");
        return new NewItem(row, row + 1, plain.entryId(), "", plain.instruction(),
                plain.options(), plain.outputKey(), columns, plain.fingerprint(), plain.price(),
                List.of());
    }

    @Test
    void refusesRowsThatAreWrittenAlready() {
        var run = job.run(Items.item(1, "A-1", "a kite"));
        assertThatThrownBy(
                () -> load(run, List.of(Items.item(1, "A-1", "a kite"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("another process may have gone on with it");
        assertThat(job.items(run)).hasSize(1);
    }

    private void load(RunId run, List<NewItem> items) {
        var prepared = ledger.loader().prepare(run, 0);
        prepared.add(items, items.size());
        ledger.loader().load(prepared);
    }

    @Test
    void onlyOneOfManyWritesTheSameRows() throws Exception {
        var run = job.run();
        assertThat(Threads.all(8, () -> loads(run))).containsOnlyOnce(true);
        assertThat(job.items(run)).hasSize(100);
    }

    private boolean loads(RunId run) {
        try {
            new TransactionTemplate(new JdbcTransactionManager(DATABASE.pool()))
                    .executeWithoutResult(_ -> load(run, Items.many(100)));
            return true;
        } catch (IllegalStateException _) {
            return false;
        }
    }

    @Test
    void keepsThePromptAtItsLongest() {
        var prompt = "👩 \\".repeat(8_000);
        var run = job.run(Items.item(1, "A-1", prompt));
        assertThat(job.claim(run).getFirst().instruction().prompt()).isEqualTo(prompt);
    }

    @Test
    void keepsTheOrder() {
        var run = job.run(IntStream.rangeClosed(1, 2_500)
                .mapToObj(n -> Items.item(n, "A-" + n, "kite")).toArray(NewItem[]::new));
        assertThat(job.items(run)).hasSize(2_500).extracting(ItemView::row).isSorted();
    }

    @Test
    void keepsAnInvalidItemWithItsProblems() {
        var problems = List.of(new Problem("shop.csv", 2, "prompt", "", "not empty"),
                new Problem("shop.csv", 2, "quality", "ultra\t\\N", "one of low, medium, high"));
        var run = job.run(new NewItem(1, 2, "1", "", Optional.empty(), ImageOptions.DEFAULT,
                Optional.empty(), Map.of(), Optional.empty(), Optional.empty(), problems));
        var item = job.items(run).getFirst();
        assertThat(item.state()).isEqualTo(ItemState.INVALID);
        assertThat(item.errorMessage()).contains("shop.csv:2: prompt \"\": not empty; "
                + "shop.csv:2: quality \"ultra␣\\N\": one of low, medium, high");
        assertThat(item.prompt()).isEmpty();
        assertThat(job.claim(run)).isEmpty();
    }

    @Test
    void aRolledBackLoadLeavesNothing() {
        var run = ledger.rehearse(() -> job.run(Items.item(1, "A-1", "a kite")));
        assertThat(ledger.runs().find(run)).isEmpty();
        assertThat(job.items(run)).isEmpty();
    }

    @Test
    void refusesItemsOfARunThatIsNotThere() {
        var none = RunId.create(Instant.EPOCH, new Random(1));
        assertThatThrownBy(
                () -> load(none, List.of(Items.item(1, "A-1", "a kite"))))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining(none.value());
    }

    @Test
    void nothingToLoadIsNoTrouble() {
        assertThat(job.items(job.run())).isEmpty();
        ledger.loader().analyze();
    }
}
