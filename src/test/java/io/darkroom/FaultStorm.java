package io.darkroom;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.embedded.EmbeddedS3;
import io.darkroom.faults.PostLog;
import io.darkroom.faults.S3Faults;
import io.darkroom.faults.StoreFault;
import io.darkroom.faults.StoreFault.Kind;
import io.darkroom.sandbox.Arrival;
import io.darkroom.sandbox.Keys;
import io.darkroom.sandbox.SandboxServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// One run in front of a provider with twenty-five faults and a bucket that fails one request in
/// twenty. Its process is ended again and again, by kill -9 and by SIGTERM in turns, and started
/// again, at once if it stopped by itself, until nothing is left.
final class FaultStorm implements AutoCloseable {

    static final int PER_MINUTE = 60_000;
    static final int AT_ONCE = 16;
    /// Where keys count, nothing stays unknown however often its process was killed.
    static final int TRIES = 10;

    private static final Duration LATENCY = Duration.ofMillis(30);
    /// So many requests are sent between two stops, or a slow machine would start for ever.
    private static final int SENT_AT_LEAST = 20;
    private static final int KILLED = 137;
    private static final int TERMINATED = 143;
    private static final List<Integer> ENDED = List.of(0, 1, 4);
    private static final int STOPPED = 3;
    private static final String LEFT = """
        select count(*) from item i join run r on r.id = i.run_id
        where r.job = ? and i.state in ('PENDING', 'CLAIMED', 'RENDERED')
        """;

    /// What happens in a storm.
    ///
    /// @param job names the run's job
    /// @param prompts one for each item, all different
    /// @param faults rules of the sandbox
    /// @param every time between two stops
    /// @param stops at most so many
    record Plan(String job, List<String> prompts, List<String> faults, Keys keys, Duration every,
            int stops) {

        int items() {
            return prompts.size();
        }
    }

    private final Workplace workplace;
    private final EmbeddedS3 bucket;
    private final Plan plan;
    private final SandboxServer provider;
    private final PostLog posts;
    private final S3Faults faults;
    private final Map<Integer, Integer> codes = new TreeMap<>();
    private final Instant began = Instant.now();
    private Instant due = Instant.now();
    private long sent;
    private int stops;
    private int kills;
    private int processes;
    private long openAtKills;

    FaultStorm(Workplace workplace, EmbeddedS3 bucket, Plan plan) {
        this.workplace = workplace;
        this.bucket = bucket;
        this.plan = plan;
        this.provider = workplace.provider(plan.job(), LATENCY, 0, plan.keys(),
                Long.getLong("darkroom.storm.seed", 1), plan.faults());
        this.posts = PostLog.before(provider.baseUrl(), postFile());
        this.faults = S3Faults.before(bucket.endpoint());
        Stream.of("PUT", "POST", "GET", "HEAD", "DELETE").forEach(this::fail);
    }

    /// One request in twenty: refused in two ways, done without an answer, and cut off in the middle.
    private void fail(String method) {
        Stream.of(new Kind.Answer(503), new Kind.Answer(500), new Kind.DropAnswer(),
                method.equals("PUT") ? new Kind.CutRequest(1000) : new Kind.CutAnswer(1000))
                .forEach(kind -> faults.add(StoreFault.of(method, kind).share(0.0125)));
    }

    /// Works until the run has ended.
    FaultStorm pass() throws IOException, InterruptedException {
        // What an image costs, for each item once: nothing may be paid twice even for a moment.
        workplace.job(plan.job(), ("requests_per_minute: %d, concurrency: %d, max_tries: %d,"
                + " budget_usd: %d.%02d").formatted(PER_MINUTE, AT_ONCE, TRIES,
                        plan.items() / 100, plan.items() % 100),
                plan.prompts());
        due = Instant.now().plus(plan.every());
        int code = oneProcess();
        while (!ENDED.contains(code) || left() > 0) {
            code = oneProcess();
        }
        return this;
    }

    private int oneProcess() throws IOException, InterruptedException {
        try (var process = start(next())) {
            processes++;
            Workplace.until(() -> process.ended() || mayStop());
            int code = process.ended() ? process.exitCode() : stop(process);
            codes.merge(code, 1, Integer::sum);
            check(code);
            return code;
        }
    }

    /// Goes on in both ways in turns; `run` would begin anew where nothing is left.
    private String[] next() {
        boolean resume = begun() && (processes % 2 == 1 || left() == 0);
        return resume
                ? new String[]{"resume", "latest", "--quiet"}
                : new String[]{"run", plan.job() + ".yaml", "--quiet"};
    }

    private boolean mayStop() {
        return stops < plan.stops() && Instant.now().isAfter(due)
                && provider.posts() - sent >= SENT_AT_LEAST;
    }

    private int stop(DarkroomProcess process) throws IOException, InterruptedException {
        stops++;
        due = Instant.now().plus(plan.every());
        sent = provider.posts();
        if (stops % 2 == 0) {
            process.signal("TERM");
            return process.exitCode();
        }
        process.kill();
        kills++;
        openAtKills += workplace.open(plan.job()).size();
        return KILLED;
    }

    /// Too many answers that are no image are the only reason for a run to stop by itself.
    private void check(int code) {
        assertThat(code).as(this::toString).isIn(0, 1, STOPPED, 4, KILLED, TERMINATED);
        if (code == STOPPED) {
            assertThat(workplace.sql().text("select halt_reason from run where job = ?",
                    plan.job())).as(this::toString).isEqualTo("TOO_MANY_UNUSABLE");
        }
    }

    private boolean begun() {
        return workplace.sql().number("select count(*) from run where job = ?", plan.job()) > 0;
    }

    private long left() {
        return workplace.sql().number(LEFT, plan.job());
    }

    private DarkroomProcess start(String... arguments) {
        return workplace.start(posts.url(), plan.keys(), settings(), arguments);
    }

    /// Runs another command to its end.
    int exitCode(String... arguments) throws InterruptedException {
        try (var process = start(arguments)) {
            return process.exitCode();
        }
    }

    private Map<String, String> settings() {
        var sql = workplace.sql();
        return Map.of("DARKROOM_DATABASE_URL", sql.url(), "DARKROOM_DATABASE_USER", sql.user(),
                "DARKROOM_DATABASE_PASSWORD", sql.password(), "DARKROOM_S3_ENDPOINT",
                faults.url().toString(), "DARKROOM_S3_BUCKET", bucket.bucket(),
                "DARKROOM_S3_PATH_STYLE", "true", "AWS_ACCESS_KEY_ID", bucket.accessKey(),
                "AWS_SECRET_ACCESS_KEY", bucket.secretKey());
    }

    String run() {
        return workplace.run(plan.job());
    }

    Path postFile() {
        return workplace.folder().resolve(plan.job() + "-posts.jsonl");
    }

    long posts() {
        return provider.posts();
    }

    /// Requests that were open when processes were killed.
    long openAtKills() {
        return openAtKills;
    }

    /// The fault that an item's requests met, by the item's id; each item meets one at most.
    Map<Long, String> struck() {
        var struck = new HashMap<Long, String>();
        provider.arrivals().stream().filter(arrival -> !arrival.fault().isEmpty())
                .forEach(arrival -> struck.put(item(arrival), arrival.fault()));
        return struck;
    }

    private static long item(Arrival arrival) {
        return Long.parseLong(arrival.idempotencyKey().split("-", -1)[3]);
    }

    /// What was seen, in a line.
    @Override
    public String toString() {
        return ("%s: %d items, %d processes, %d kills, %d signals, exit codes %s,"
                + " %d of %d S3 requests failed, %d posts, %d s").formatted(plan.job(),
                        plan.items(), processes, kills, stops - kills, codes,
                        faults.faults(), faults.requests(), provider.posts(),
                        Duration.between(began, Instant.now()).toSeconds());
    }

    @Override
    public void close() throws IOException {
        posts.close();
        provider.close();
        faults.close();
    }
}
