package io.darkroom.render;

import static io.darkroom.item.ItemState.SUCCEEDED;
import static io.darkroom.item.ItemState.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.item.Instruction;
import io.darkroom.item.ItemState;
import io.darkroom.item.RunId;
import io.darkroom.item.Usd;
import io.darkroom.ledger.Items;
import io.darkroom.ledger.NewItem;
import io.darkroom.ledger.TestDatabase;
import io.darkroom.sandbox.AnswerForm;
import io.darkroom.sandbox.Charge;
import io.darkroom.sandbox.Keys;
import io.darkroom.sandbox.SandboxOptions;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A run that dies before its first durable operation, before its second, and so on until it ends
/// without dying, each time taken up by a successor: with a real ledger, spool, bucket and provider.
@Timeout(120)
class HaltTests {

    private static final int ITEMS = 2;

    @AutoClose
    private static final TestDatabase DATABASE = TestDatabase.create();

    @ParameterizedTest
    @EnumSource(names = {"URL", "POLL"})
    void whereKeysAreIgnoredNothingIsPaidTwiceOrLost(AnswerForm form, @TempDir Path home)
            throws Exception {
        try (var studio = new Studio(DATABASE, home, SandboxOptions.DEFAULT.answering(form))) {
            int operations = 0;
            while (died(studio, operations, SUCCEEDED, UNKNOWN)) {
                operations++;
            }
            assertThat(operations).isGreaterThan(10);
        }
    }

    @Test
    void whereKeysAreHonouredEverythingSucceedsAndIsPaidOnce(@TempDir Path home) throws Exception {
        try (var studio = new Studio(DATABASE, home,
                SandboxOptions.DEFAULT.keeping(Keys.HONOURED))) {
            int operations = 0;
            while (died(studio, operations, SUCCEEDED)) {
                operations++;
            }
            assertThat(operations).isGreaterThan(10);
        }
    }

    /// Whether the run died and its successor left everything in order.
    private static boolean died(Studio studio, int operations, ItemState... ends)
            throws Exception {
        var run = studio.job().run(items("died-" + operations));
        var count = new OperationCount(operations);
        studio.die(run, count);
        long open = openRequests(run);
        studio.render(run);
        var states = studio.states(run);
        assertThat(states).as("before operation %d", operations + 1).isSubsetOf(ends);
        assertThat(states.stream().filter(UNKNOWN::equals).count()).isLessThanOrEqualTo(open);
        moneyIsRight(studio, run);
        assertThat(studio.spool().attempts()).isEmpty();
        return count.halted();
    }

    /// Each run has its own keys in the bucket, as every job's runs have.
    private static NewItem[] items(String folder) {
        return IntStream.rangeClosed(1, ITEMS)
                .mapToObj(n -> Items.item(n, "A-" + n, Instruction.of("kite " + n, List.of()),
                        folder + "/A-" + n + ".png"))
                .toArray(NewItem[]::new);
    }

    private static void moneyIsRight(Studio studio, RunId run) {
        var charges = charges(studio, run);
        assertThat(charges).doesNotHaveDuplicates();
        var counts = studio.ledger().overview().counts(run);
        long succeeded = counts.of(SUCCEEDED);
        assertThat(counts.spent()).isEqualTo(cents(succeeded));
        assertThat(counts.reserved()).isEqualTo(cents(counts.of(UNKNOWN)))
                .isEqualTo(counts.perhapsBilled());
        assertThat((long) charges.size()).isBetween(succeeded, (long) ITEMS);
    }

    /// The keys that the provider billed for a run.
    private static List<String> charges(Studio studio, RunId run) {
        return studio.sandbox().bill().stream().map(Charge::idempotencyKey)
                .filter(key -> key.startsWith(run.value())).collect(Collectors.toList());
    }

    private static Usd cents(long count) {
        return new Usd(Items.CENT.amount().multiply(BigDecimal.valueOf(count)));
    }

    private static long openRequests(RunId run) {
        return DATABASE.jdbc()
                .sql("select count(*) from attempt where run_id = :run and outcome is null")
                .param("run", run.value()).query((row, _) -> row.getLong(1)).single();
    }
}
