package io.darkroom;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.check.Checker;
import io.darkroom.intake.Planner;
import io.darkroom.item.Usd;
import io.darkroom.job.JobDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A catalog that comes back every night, a little different.
final class RefreshTests {

    @TempDir
    static Path folder;

    private static TestDarkroom darkroom;

    @BeforeAll
    static void open() {
        darkroom = TestDarkroom.open(folder.resolve("home"));
    }

    @AfterAll
    static void close() {
        darkroom.close();
    }

    @Test
    void paysForWhatIsNewOrChangedAndForNothingElse() throws IOException {
        refresh("some", 200);
    }

    @Test
    @Tag("storm")
    void paysForFiftyFourOfTenThousand() throws IOException {
        refresh("many", 10_000);
    }

    private static void refresh(String name, int rows) throws IOException {
        var catalog = new NightlyCatalog(folder.resolve(name), rows, 1);
        darkroom.run(job(catalog.write()));
        var job = job(catalog.change(37, 12, 5, 3).write());

        var plan = darkroom.context().getBean(Planner.class).plan(job, 0,
                InputStream.nullInputStream());
        var run = darkroom.run(job);

        assertThat(plan.fresh()).isEqualTo(5);
        assertThat(plan.changedBy()).isEqualTo(Map.of("prompt", 37L, "input image", 12L));
        assertThat(plan.unchanged()).isEqualTo(rows - 3 - 37 - 12);
        assertThat(plan.removed()).isEqualTo(3);
        assertThat(darkroom.sql().requests(run)).isEqualTo(54);
        assertThat(new Usd(darkroom.sql().money(
                "select spent_usd from budget where run_id = ?", run))).isEqualTo(plan.estimate());
        assertThat(BillLine.of(run, darkroom.bill())).hasSize(54);
        assertThat(Checker.check(darkroom.end(run))).isEmpty();
    }

    @Test
    void touchesNothingInTheBucketWhereNothingChanged() throws IOException {
        var job = job(new NightlyCatalog(folder.resolve("same"), 20, 1).write());
        var first = darkroom.run(job);
        var before = times(darkroom.bucket());
        var second = darkroom.run(job);

        assertThat(times(darkroom.bucket())).isEqualTo(before);
        assertThat(darkroom.sql().requests(second)).isZero();
        assertThat(results(second)).isEqualTo(results(first)).contains(first);
        assertThat(darkroom.execute("verify", second).code()).isZero();
        assertThat(Checker.check(darkroom.end(first).repeat(second))).isEmpty();
    }

    @Test
    void publishesAnewWhereTheEarlierResultsAreGone() throws IOException {
        var job = job(new NightlyCatalog(folder.resolve("lost"), 20, 1).write());
        var first = darkroom.run(job);
        Files.delete(darkroom.bucket().resolve("lost/" + first + "/results.csv"));
        var second = darkroom.run(job);

        assertThat(results(second)).contains(second);
        assertThat(darkroom.sql().requests(second)).isZero();
    }

    private static JobDefinition job(Path file) {
        return TestDarkroom.job(file);
    }

    private static String results(String run) {
        return darkroom.sql().text("select results_url from run where id = ?", run);
    }

    /// When each file and folder changed last; a folder does when something in it comes or goes.
    private static Map<Path, FileTime> times(Path folder) throws IOException {
        var times = new TreeMap<Path, FileTime>();
        try (var files = Files.walk(folder)) {
            for (var file : files.toList()) {
                times.put(file, Files.getLastModifiedTime(file));
            }
        }
        return times;
    }
}
