package io.darkroom.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.QuickStart;
import io.darkroom.check.Bucket;
import io.darkroom.check.Checker;
import io.darkroom.check.EndState;
import io.darkroom.check.Watch;
import io.darkroom.embedded.EmbeddedS3;
import io.darkroom.item.AspectRatio;
import io.darkroom.item.Fingerprint;
import io.darkroom.item.ImageOptions;
import io.darkroom.item.Instruction;
import io.darkroom.item.ItemState;
import io.darkroom.item.OutputFormat;
import io.darkroom.item.Quality;
import io.darkroom.item.Resolution;
import io.darkroom.item.RunId;
import io.darkroom.item.Secret;
import io.darkroom.item.Sha256;
import io.darkroom.ledger.Caps;
import io.darkroom.ledger.Items;
import io.darkroom.ledger.Ledger;
import io.darkroom.ledger.NewItem;
import io.darkroom.ledger.NewRun;
import io.darkroom.ledger.TestDatabase;
import io.darkroom.sandbox.AnswerForm;
import io.darkroom.sandbox.Keys;
import io.darkroom.sandbox.Latency;
import io.darkroom.sandbox.SandboxOptions;
import io.darkroom.sandbox.SandboxServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/// One run whose process is killed and started again until the run ends: with a watched database, a
/// provider and a spool of its own, all of which outlive the processes.
final class KilledRun implements AutoCloseable {

    private static final String KEY = "hi_victim";
    private static final String JOB = "killed";
    private static final ImageOptions OPTIONS = new ImageOptions(Quality.LOW, Resolution.K1,
            AspectRatio.R1_1, OutputFormat.JPEG);

    private final QuickStart program;
    private final Path folder;
    private final EmbeddedS3 bucket;
    private final Keys keys;
    private final int items;
    private final TestDatabase database = TestDatabase.create();
    private final SandboxServer sandbox;
    private final RunId run;
    private final Set<Long> openAtKills = new HashSet<>();

    /// @param folder its own
    /// @param keys what a key is worth to the provider
    /// @param latencyMs median time of a request, in milliseconds
    KilledRun(QuickStart program, Path folder, EmbeddedS3 bucket, Keys keys, AnswerForm form,
            long latencyMs, int items, long seed) throws SQLException {
        this.program = program;
        this.folder = folder;
        this.bucket = bucket;
        this.keys = keys;
        this.items = items;
        Watch.install(database.url(), database.user(), database.password());
        run = RunId.create(Instant.now(), new Random(seed));
        load(database.ledger());
        sandbox = SandboxServer.start(new SandboxOptions(0, "127.0.0.1",
                new Latency(latencyMs, 0.5), 0, 0, form, Optional.of(bill()), List.of(),
                Optional.of(new Secret(KEY)), keys, seed));
    }

    /// Where keys are honoured, nothing may be paid twice, so that the budget is what all cost once.
    private void load(Ledger ledger) {
        var budget = Optional.of(Items.CENT.times(items)).filter(_ -> keys.honoured());
        ledger.runs().create(new NewRun(run, JOB, "{}", "killed.csv", folder.toString(),
                folder.resolve("copy").toString(),
                Sha256.ofText("input"), 0, new Caps(budget, Optional.empty())));
        var prepared = ledger.loader().prepare(run, 0);
        prepared.add(IntStream.rangeClosed(1, items).mapToObj(this::item).toList(), items);
        ledger.loader().load(prepared);
        ledger.runs().ingested(run);
    }

    private NewItem item(int n) {
        var instruction = Instruction.of("Picture " + n, List.of());
        return new NewItem(n, n + 1, "entry-" + n, "", Optional.of(instruction), OPTIONS,
                Optional.of("%s/%s/entry-%d.jpg".formatted(JOB, run, n)), Map.of(),
                Optional.of(Fingerprint.of("sandbox", "openai/gpt-image-2-edit",
                        instruction.prompt(), OPTIONS, List.of())),
                Optional.of(Items.CENT), List.of());
    }

    private Path bill() {
        return folder.resolve("bill").resolve("bill.jsonl");
    }

    private Path output() {
        return folder.resolve("output.txt");
    }

    private Mission mission(Optional<Doom> doom) {
        return new Mission(database.url() + "?ApplicationName=" + Victim.SESSION, database.user(),
                database.password(), bucket.endpoint(), bucket.bucket(), bucket.accessKey(),
                bucket.secretKey(), folder, JOB, run, sandbox.baseUrl(), KEY, keys, doom);
    }

    /// Starts a process that dies at a moment.
    ///
    /// @return whether it died; otherwise it ended the run before
    boolean kill(Moment moment) throws IOException, InterruptedException {
        long posts = sandbox.posts();
        try (var victim = VictimProcess.start(program, mission(moment.doom()), output())) {
            int code = switch (moment) {
                case Moment.AtPoint _ -> victim.exitCode();
                case Moment.AfterStart(var time) -> {
                    victim.leave(time);
                    yield victim.kill();
                }
                case Moment.AfterPost(var time) -> {
                    Until.holds(() -> sandbox.posts() > posts || victim.ended());
                    victim.leave(time);
                    yield victim.kill();
                }
            };
            assertThat(code).as("how a process ended, see %s", output()).isIn(0, Doom.KILLED);
            countOpen();
            return code == Doom.KILLED;
        }
    }

    /// What the dead process had told the database last is done first.
    private void countOpen() {
        Until.holds(() -> number("""
            select count(*) from pg_stat_activity where datname = current_database()
                and application_name = '%s'
            """.formatted(Victim.SESSION)) == 0);
        openAtKills.addAll(database.jdbc().sql("select id from attempt where outcome is null")
                .query(Long.class).list());
    }

    /// Works until nothing is left, and lets the checker judge.
    End finish() throws IOException, InterruptedException {
        try (var last = VictimProcess.start(program, mission(Optional.empty()), output())) {
            assertThat(last.exitCode()).as("how the last process ended, see %s", output())
                    .isZero();
        }
        var end = end();
        assertThat(Checker.check(state())).as("%s, keys %s", end, keys.mode()).isEmpty();
        assertThat(end.succeeded() + end.unknown()).isEqualTo(items);
        assertThat(end.unknown()).isLessThanOrEqualTo(keys.honoured() ? 0 : end.openAtKills());
        if (keys.honoured()) {
            assertThat(end.billed()).as("%s", end).isEqualTo(items);
        }
        return end;
    }

    /// How a run ended: numbers of items, of requests open when processes were killed, and of images
    /// on the bill.
    record End(long items, long succeeded, long unknown, long openAtKills, long billed) {}

    private End end() {
        return new End(items, count(ItemState.SUCCEEDED), count(ItemState.UNKNOWN),
                openAtKills.size(), sandbox.bill().size());
    }

    private long count(ItemState state) {
        return number("select count(*) from item where state = '" + state + "'");
    }

    private long number(String query) {
        return database.jdbc().sql(query).query(Long.class).single();
    }

    private EndState state() {
        var state = EndState.of(database.url(), database.user(), database.password(),
                Bucket.in(bucket.folder())).runs(run.value()).bill(bill())
                .entries(run.value(), IntStream.rangeClosed(1, items)
                        .mapToObj(n -> "entry-" + n).toList())
                .spool(folder.resolve("spool")).logs(output()).limits(Mission.PER_MINUTE,
                        Mission.AT_ONCE)
                .secrets(KEY, database.password(), bucket.secretKey())
                .posts(sandbox.posts()).openAtKills(openAtKills.size()).retried(List.of());
        return keys.honoured() ? state.honouringKeys().tries(Mission.TRIES) : state;
    }

    @Override
    public void close() {
        sandbox.close();
        database.close();
    }
}
