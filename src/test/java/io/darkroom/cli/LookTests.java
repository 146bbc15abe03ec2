package io.darkroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.batch.Runs;
import io.darkroom.intake.Planner;
import io.darkroom.item.RunId;
import io.darkroom.ledger.Ledger;
import io.darkroom.report.FolderStore;
import io.darkroom.report.LedgerWorld;
import io.darkroom.storage.ObjectStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LookTests {

    private static final RunId OLDEST = new RunId("20261120-020000-0000aa");
    private static final RunId OLD = new RunId("20261121-020000-0000aa");
    private static final RunId NEW = new RunId("20261122-020000-0000bb");

    @TempDir
    static Path home;

    private static LedgerWorld world;

    private final Screen screen = new Screen();

    @BeforeAll
    static void open() {
        world = new LedgerWorld(home);
        world.run(OLDEST, "other");
        world.run(OLD, "spring");
        world.run(NEW, "spring");
        world.ledger().runs().begin(NEW);
        world.ledger().workers().enter("w1", NEW, "host\u001b[2J", 4711);
        world.stage("update item set state = 'UNKNOWN', error_code = 'TIMEOUT',"
                + " error_message = 'No answer in 240 s' where run_id = '" + NEW
                + "' and id = (select min(id) from item where run_id = '" + NEW + "')");
        world.stage("update run set created_at = to_timestamp(left(id, 8), 'YYYYMMDD')");
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @Test
    void statusSaysEverythingAtOneLook() {
        assertThat(look("status")).isZero();
        assertThat(screen.out().replaceAll("last heard of \\d+ s ago", "last heard of 1 s ago"))
                .isEqualTo(Golden.text("status"));
    }

    @Test
    void statusAsJsonIsTheSummary() {
        assertThat(look("status", "latest", "--json")).isZero();
        assertThat(screen.out()).startsWith("{\"run\":\"" + NEW + "\",\"job\":\"spring\","
                + "\"status\":\"crashed\",\"items\":3,").hasLineCount(1);
    }

    @Test
    void runsAreListedNewestFirst() {
        assertThat(look("runs", "--limit", "2")).isZero();
        assertThat(screen.out().lines().skip(1)).extracting(line -> line.substring(0, 22))
                .containsExactly(NEW.value(), OLD.value());
    }

    @Test
    void itemsAreATable() {
        assertThat(look("items", "0000bb")).isZero();
        assertThat(screen.out()).isEqualTo(Golden.text("items"));
    }

    @Test
    void itemsAreJsonLines() {
        assertThat(look("items", "latest", "--format", "jsonl")).isZero();
        assertThat(screen.out()).hasLineCount(3).startsWith("{\"id\":\"A-1\",\"row\":1,")
                .contains("\"columns\":{\"title\":\"=Mug 2\"}}\n");
    }

    @Test
    void itemsAreCsvWithoutFormulas() {
        assertThat(look("items", "latest", "--format=csv", "--status=pending,invalid")).isZero();
        assertThat(screen.out()).hasLineCount(3)
                .contains("title,id,row", "finished_at,other_columns", "\n'=Mug 2,", "\n'=Mug 3,");
    }

    @Test
    void noItemsAreAHeader() {
        assertThat(look("items", "latest", "--status=cancelled")).isZero();
        assertThat(screen.out()).hasLineCount(1).startsWith("ROW");
    }

    @Test
    void anUnknownRunIsRefusedWithTheLatest() {
        assertThat(look("items", "20261122-999999-000000")).isEqualTo(2);
        assertThat(screen.err()).isEqualTo("darkroom: There is no run \"20261122-999999-000000\"."
                + " The latest: 20261122-020000-0000bb, 20261121-020000-0000aa, 20261120-020000-0000aa.\n");
    }

    @Test
    void anEndingThatFitsTwoRunsIsRefused() {
        assertThat(look("status", "0000aa")).isEqualTo(2);
        assertThat(screen.err()).contains("More than one run ends with \"0000aa\"");
    }

    @Test
    void aRunThatNobodyWorksOnNeedsNoStop() {
        assertThat(look("stop", NEW.value())).isZero();
        assertThat(screen.err()).contains("Nobody works on run " + NEW + "; it is crashed.");
    }

    @Test
    void onlyWhatEndedBadlyCanBeRetried() {
        assertThat(look("retry", "latest", "--status", "succeeded")).isEqualTo(2);
        assertThat(screen.err()).contains("only failed, unknown and rejected items");
    }

    private int look(String... args) {
        return screen.execute(() -> new LookServices(world.ledger(), new FolderStore(home), home),
                args);
    }

    private record LookServices(Ledger ledger, ObjectStore store, Path home) implements Services {

        @Override
        public Runs runs() {
            throw new UnsupportedOperationException("Looking works on nothing");
        }

        @Override
        public Planner planner() {
            throw new UnsupportedOperationException("Looking plans nothing");
        }
    }
}
