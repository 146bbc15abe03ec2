package io.darkroom;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.check.Bucket;
import io.darkroom.check.Checker;
import io.darkroom.check.EndState;
import io.darkroom.item.ItemState;
import io.darkroom.item.RunId;
import io.darkroom.item.Sha256;
import io.darkroom.item.Usd;
import io.darkroom.ledger.Attempts;
import io.darkroom.ledger.Ledger;
import io.darkroom.ledger.Workers;
import io.darkroom.sandbox.SandboxServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Contenders that start, resume and retry the same run in the same moment, again and again.
///
/// Most are whole programs in threads of this process, each with a context, a pool and a bucket server
/// of its own. What they share is the process's number: a predecessor among them is taken for dead at
/// once. That makes no difference while the job's lock lets one work at a time, and in the rounds of
/// real processes they do not share it. Choices follow the seed in `darkroom.storm.seed`; how many
/// rounds the long form has is in `darkroom.storm.rounds`.
final class StartStormTests {

    private static final long SEED = Long.getLong("darkroom.storm.seed", 20261122);
    private static final int JUDGED_TOGETHER = 25;
    private static final int NO_PROCESS = Integer.MAX_VALUE;

    /// 3 too: whoever sums up sees what another has put back since its own work ended.
    private static final List<Integer> CODES = List.of(0, 1, 3, 4, 75);
    private static final List<String> FAULTS = List.of("lost", "refused", "broken");

    /// One for all tests, because installing takes seconds.
    @TempDir
    static Path folder;

    private static Workplace workplace;
    private static SandboxServer provider;

    private final Random random = new Random(SEED);
    private final List<String> jobs = new ArrayList<>();
    private long wins;
    private long refusals;
    private long abandoned;

    /// What a contender types.
    private enum Wish {

        RUN, RESUME, RETRY
    }

    /// @param stubborn tries again for as long as somebody else works on the job
    private record Contender(TestDarkroom darkroom, Wish wish, boolean stubborn) {}

    @BeforeAll
    static void open() throws Exception {
        workplace = Workplace.open(folder);
        provider = workplace.provider("starts", Duration.ofMillis(20), 0,
                "prompt~lost=reset:billed:once", "prompt~refused=422", "prompt~broken=500:once");
    }

    @AfterAll
    static void close() {
        provider.close();
        workplace.close();
    }

    @Test
    void oneOwnerAtATimeAndNothingSentTwice() throws Exception {
        storm("short", 2, 3);
    }

    @Test
    @Tag("storm")
    void oneOwnerAtATimeInAStormOfStarts() throws Exception {
        storm("long", Integer.getInteger("darkroom.storm.rounds", 500), 8);
    }

    private void storm(String name, int rounds, int contenders) throws Exception {
        long began = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var darkrooms = new Darkrooms(threads, contenders)) {
            for (int round = 0; round < rounds; round++) {
                round(name + "-" + round, threads, darkrooms.all());
                if (jobs.size() == JUDGED_TOGETHER) {
                    judge();
                }
            }
            retryTogether(name + "-retry", threads, darkrooms.all());
            judge();
        }
        System.out.printf("start storm, seed %d: %d rounds of %d contenders, %d worked,"
                + " %d were refused, %d rounds began with an abandoned run, %d requests, %d s%n",
                SEED, rounds, contenders, wins, refusals, abandoned, provider.posts(),
                (System.nanoTime() - began) / 1_000_000_000);
    }

    @Test
    @Tag("storm")
    void oneOwnerAmongProcesses() throws Exception {
        int rounds = 10;
        try (var slow = workplace.provider("processes", Duration.ofSeconds(1), 0,
                "prompt~lost=reset:billed:once", "prompt~refused=422")) {
            for (int round = 0; round < rounds; round++) {
                processes("processes-" + round, slow);
            }
        }
        System.out.printf("start storm of processes, seed %d: %d rounds of 8, %d worked, %d were"
                + " refused%n", SEED, rounds, wins, refusals);
    }

    /// The run is there and halted by its budget before the processes start, so that each wish means it.
    private void processes(String job, SandboxServer slow) throws Exception {
        workplace.job(job, "requests_per_minute: 60000, concurrency: 2", prompts(job));
        assertThat(workplace.exitCode(slow, "run", job + ".yaml", "--budget", "0.001"))
                .isEqualTo(3);
        var run = workplace.run(job);
        var processes = new ArrayList<DarkroomProcess>();
        for (int n = 0; n < 8; n++) {
            processes.add(workplace.start(slow, words(job, Wish.values()[n % 3])));
        }
        int worked = 0;
        for (var process : processes) {
            int code = process.exitCode();
            assertThat(code).as(job).isIn(CODES);
            worked += code == 75 ? 0 : 1;
        }
        assertThat(worked).as(job).isPositive();
        wins += worked;
        refusals += processes.size() - worked;
        var sql = workplace.sql();
        assertThat(sql.number("select coalesce(max(retries), 0) from item where run_id = ?", run))
                .isLessThanOrEqualTo(worked);
        assertThat(Checker.check(end("processes", runs(job).toArray(String[]::new)))).as(job)
                .isEmpty();
    }

    /// Unknown items that all put back in the same moment are sent once more, not once for each.
    private void retryTogether(String job, ExecutorService threads, List<TestDarkroom> darkrooms)
            throws Exception {
        jobs.add(job);
        workplace.job(job, "requests_per_minute: 60000, concurrency: 4", List.of("Picture 1",
                "A picture that is lost in " + job, "Another that is lost in " + job));
        assertThat(darkrooms.getFirst().execute("run", file(job), "--quiet").code()).isEqualTo(4);
        long posts = provider.posts();
        var together = new CyclicBarrier(darkrooms.size());
        var answers = darkrooms.stream().map(darkroom -> threads.submit(() -> contend(job,
                new Contender(darkroom, Wish.RETRY, true), together))).toList();
        for (var answer : answers) {
            assertThat(answer.get()).isTrue();
        }
        assertThat(provider.posts() - posts).isEqualTo(2);
    }

    private void round(String job, ExecutorService threads, List<TestDarkroom> darkrooms)
            throws Exception {
        jobs.add(job);
        workplace.job(job, "requests_per_minute: 60000, concurrency: 4", prompts(job));
        if (random.nextInt(4) == 0) {
            abandon(job, darkrooms.getFirst());
        }
        var together = new CyclicBarrier(darkrooms.size());
        var answers = new ArrayList<Future<Boolean>>();
        var contenders = IntStream.range(0, darkrooms.size())
                .mapToObj(n -> new Contender(darkrooms.get(n),
                        n == 0 ? Wish.RUN : Wish.values()[random.nextInt(3)],
                        random.nextInt(4) == 0))
                .toList();
        for (var contender : contenders) {
            answers.add(threads.submit(() -> contend(job, contender, together)));
        }
        long retries = 0;
        for (int n = 0; n < answers.size(); n++) {
            boolean won = answers.get(n).get();
            wins += won ? 1 : 0;
            retries += won && contenders.get(n).wish() == Wish.RETRY ? 1 : 0;
        }
        assertThat(wins).as(job).isPositive();
        assertThat(workplace.sql().number("""
            select coalesce(max(i.retries), 0) from item i join run r on r.id = i.run_id
            where r.job = ?""", job)).as("put back in %s", job).isLessThanOrEqualTo(retries);
    }

    /// A provider's fault that comes once comes once for a prompt.
    private List<String> prompts(String job) {
        var prompts = new ArrayList<>(Workplace.prompts(5 + random.nextInt(4)));
        FAULTS.stream().filter(_ -> random.nextInt(3) > 0)
                .forEach(fault -> prompts.add("A picture that is " + fault + " in " + job));
        return prompts;
    }

    /// Leaves behind what a process leaves that died with requests written down and others claimed.
    private void abandon(String job, TestDarkroom darkroom) {
        darkroom.execute("run", file(job), "--budget", "0.001", "--quiet");
        var run = new RunId(runs(job).getFirst());
        var ledger = darkroom.context().getBean(Ledger.class);
        ledger.runs().cap(run, Usd.of("10"));
        ledger.workers().enter("dead " + job, run, Workers.thisHost(), NO_PROCESS);
        ledger.runs().begin(run);
        var claims = ledger.claims().claim(run, "dead " + job, 3, ItemState.PENDING);
        ledger.attempts().open(claims.subList(0, 2).stream().map(claim -> new Attempts.Intent(claim,
                Sha256.ofText(claim.entryId()), Duration.ofMinutes(2), false)).toList());
        workplace.sql().list(_ -> "", """
            update batch_job_execution set status = 'STARTED', end_time = null
            where job_execution_id = (select max(job_execution_id) from batch_job_execution)
            returning 1""");
        abandoned++;
    }

    /// @return whether it worked on the job; refused otherwise
    private boolean contend(String job, Contender contender, CyclicBarrier together)
            throws Exception {
        together.await();
        if (contender.wish() != Wish.RUN) {
            Workplace.until(() -> !runs(job).isEmpty());
        }
        var answer = type(job, contender);
        while (refused(job, answer) && contender.stubborn()) {
            answer = type(job, contender);
        }
        return !refused(job, answer);
    }

    private TestDarkroom.Said type(String job, Contender contender) {
        var answer = contender.darkroom().execute(words(job, contender.wish()));
        assertThat(answer.code()).as(answer.text()).isIn(CODES);
        return answer;
    }

    private static String[] words(String job, Wish wish) {
        return switch (wish) {
            case RUN -> new String[]{"run", file(job), "--budget", "10", "--quiet"};
            case RESUME -> new String[]{"resume", runs(job).getFirst(), "--quiet"};
            case RETRY -> new String[]{"retry", runs(job).getFirst(), "--status",
                    "failed,unknown", "--quiet"};
        };
    }

    private synchronized boolean refused(String job, TestDarkroom.Said answer) {
        if (answer.code() != 75) {
            return false;
        }
        assertThat(answer.text()).startsWith("darkroom: Another process works on job " + job)
                .endsWith("nothing was started\n");
        refusals++;
        return true;
    }

    private void judge() {
        var runs = jobs.stream().flatMap(job -> runs(job).stream()).toArray(String[]::new);
        assertThat(Checker.check(end("starts", runs).openAtKills(2 * abandoned)))
                .as("seed %d, jobs %s", SEED, jobs).isEmpty();
        assertThat(provider.posts()).isLessThanOrEqualTo(workplace.sql().number(
                "select count(*) from attempt where outcome is distinct from 'UNSENT'"));
        jobs.clear();
    }

    private static EndState end(String bill, String... runs) {
        var sql = workplace.sql();
        return EndState.of(sql.url(), sql.user(), sql.password(),
                Bucket.in(workplace.home().resolve("s3").resolve("darkroom"))).runs(runs)
                .bill(workplace.bill(bill)).spool(workplace.home().resolve("spool"));
    }

    private static String file(String job) {
        return folder.resolve(job + ".yaml").toString();
    }

    /// The first is the one that all but `run` mean.
    private static List<String> runs(String job) {
        return workplace.sql().texts("select id from run where job = ? order by created_at", job);
    }

    /// Programs over the same home.
    private record Darkrooms(List<TestDarkroom> all) implements AutoCloseable {

        Darkrooms(ExecutorService threads, int count) throws Exception {
            this(new ArrayList<>());
            Callable<TestDarkroom> opening = () -> workplace.darkroom(provider,
                    "spring.datasource.hikari.maximum-pool-size=8");
            for (int n = 0; n < count; n++) {
                all.add(threads.submit(opening).get());
            }
        }

        @Override
        public void close() {
            all.forEach(TestDarkroom::close);
        }
    }
}
