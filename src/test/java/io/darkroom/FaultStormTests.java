package io.darkroom;

import static io.darkroom.item.ItemState.SUCCEEDED;
import static io.darkroom.item.ItemState.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.check.Bill;
import io.darkroom.check.Bucket;
import io.darkroom.check.Checker;
import io.darkroom.check.EndState;
import io.darkroom.embedded.EmbeddedS3;
import io.darkroom.item.ItemState;
import io.darkroom.sandbox.Keys;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every fault at once: the provider's twenty-five, the bucket's, and processes that end at any
/// moment. Each item ends as its fault lets it, and the ledger is the provider's bill to the cent.
final class FaultStormTests {

    private static final Map<String, ItemState> ENDS = Arrays.stream(TwentyFiveFaults.values())
            .collect(Collectors.toMap(TwentyFiveFaults::kind, TwentyFiveFaults::end, (a, _) -> a));

    @TempDir
    static Path folder;

    private static Workplace workplace;
    private static EmbeddedS3 bucket;

    @BeforeAll
    static void open() throws Exception {
        workplace = Workplace.open(folder);
        bucket = EmbeddedS3.open(folder.resolve("store"));
    }

    @AfterAll
    static void close() {
        bucket.close();
        workplace.close();
    }

    @Test
    void hasTheProvidersBillToTheCentAfterAllFaultsAndARestart() throws Exception {
        var faults = Arrays.asList(TwentyFiveFaults.values());
        // Twice and far apart: the kill may strike one before its fault does, never both.
        var prompts = Stream.of(1, 2).flatMap(time -> faults.stream()
                .flatMap(fault -> Stream.of("A picture of %s. %d".formatted(fault, time),
                        "A picture after %s. %d".formatted(fault, time))))
                .toList();
        storm(new FaultStorm.Plan("few", prompts, faults.stream()
                .map(fault -> fault.rule("A picture of " + fault + ".")).toList(), Keys.IGNORED,
                Duration.ZERO, 1));
    }

    @Test
    @Tag("storm")
    void hasTheProvidersBillToTheCentAfterAStormOfAllFaults() throws Exception {
        workplace.train();
        storm(plan("many", Integer.getInteger("darkroom.storm.items", 20_000),
                Keys.IGNORED));
    }

    @Test
    @Tag("storm")
    void leavesNoDoubtAfterAStormOfAllFaultsWhereKeysCount() throws Exception {
        workplace.train();
        storm(plan("keys", Integer.getInteger("darkroom.storm.keys", 4_000),
                Keys.HONOURED));
    }

    /// One in a hundred for each fault, and a stop every ten seconds.
    private static FaultStorm.Plan plan(String job, int items, Keys keys) {
        return new FaultStorm.Plan(job, IntStream.rangeClosed(1, items)
                .mapToObj(n -> "Picture %d of %s".formatted(n, job)).toList(),
                TwentyFiveFaults.rules("1%"), keys, Duration.ofSeconds(10), Integer.MAX_VALUE);
    }

    private static void storm(FaultStorm.Plan plan) throws Exception {
        try (var storm = new FaultStorm(workplace, bucket, plan)) {
            storm.pass();
            var money = Money.of(plan.job(), storm.run());
            System.out.printf("%s, %s, %s%n", storm, workplace.sql().states(storm.run()), money);

            assertThat(storm.struck().values()).containsAll(ENDS.keySet());
            assertThat(ends(storm.run())).isEqualTo(expected(storm, plan.keys().honoured()));
            assertThat(money.billed()).isEqualByComparingTo(money.spent().add(money.perhaps()));
            assertThat(money.perhaps()).isLessThanOrEqualTo(money.reserved());
            // A replay that is refused does not tell what came of the first: its reservation stays.
            assertThat(plan.keys().honoured() && money.perhaps().signum() > 0).isFalse();
            assertThat(Checker.check(end(storm, plan))).isEmpty();
            assertThat(storm.exitCode("verify", storm.run())).isZero();
        }
    }

    /// @param perhaps charges of requests that the ledger holds as perhaps billed
    private record Money(BigDecimal billed, BigDecimal spent, BigDecimal reserved,
            BigDecimal perhaps) {

        static Money of(String job, String run) {
            var sql = workplace.sql();
            var doubtful = Set.copyOf(sql.texts("""
                select idempotency_key from attempt where run_id = ? and outcome = 'UNKNOWN'
                    and cost_usd is null
                """, run));
            var bill = Bill.in(workplace.bill(job)).charges();
            return new Money(sum(bill, _ -> true),
                    sql.money("select spent_usd from budget where run_id = ?", run),
                    sql.money("select reserved_usd from budget where run_id = ?", run),
                    sum(bill, doubtful::contains));
        }

        private static BigDecimal sum(List<Bill.Charge> bill, Predicate<String> key) {
            return bill.stream().filter(charge -> key.test(charge.key())).map(Bill.Charge::usd)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        @Override
        public String toString() {
            return "billed $%s, ledger $%s, perhaps billed $%s of $%s reserved".formatted(billed,
                    spent, perhaps, reserved);
        }
    }

    private static EndState end(FaultStorm storm, FaultStorm.Plan plan) {
        var end = workplace.end(plan.job(), Bucket.in(bucket.folder()))
                .entries(storm.run(), Workplace.entries(plan.items()))
                .posts(storm.postFile()).posts(storm.posts())
                .limits(FaultStorm.PER_MINUTE, FaultStorm.AT_ONCE).retried(List.of())
                .logs(workplace.home().resolve("logs")).secrets(bucket.secretKey());
        // An answer that is no image is asked for twice more, which is beside the tries.
        return plan.keys().honoured()
                ? end.honouringKeys().tries(FaultStorm.TRIES + 2)
                : end.openAtKills(storm.openAtKills());
    }

    private static Map<Long, ItemState> ends(String run) {
        return workplace.sql().list(row -> Map.entry(row.getLong(1),
                ItemState.valueOf(row.getString(2))),
                "select id, state from item where run_id = ?", run).stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Map<Long, ItemState> expected(FaultStorm storm, boolean honoured) {
        var struck = storm.struck();
        return workplace.sql().list(row -> Map.entry(row.getLong(1), row.getBoolean(2)), """
            select i.id, exists (select from attempt a where a.item_id = i.id
                and a.outcome = 'UNKNOWN' and a.error_code = 'INTERRUPTED')
            from item i where run_id = ?
            """, storm.run()).stream().collect(Collectors.toMap(Map.Entry::getKey, item -> {
            var end = ENDS.getOrDefault(struck.getOrDefault(item.getKey(), ""), SUCCEEDED);
            if (honoured) {
                return end == UNKNOWN ? SUCCEEDED : end;
            }
            return item.getValue() ? UNKNOWN : end;
        }));
    }
}
