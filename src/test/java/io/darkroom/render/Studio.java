package io.darkroom.render;

import io.darkroom.embedded.EmbeddedS3;
import io.darkroom.engine.Engine;
import io.darkroom.engine.Ports;
import io.darkroom.engine.RenderOrder;
import io.darkroom.engine.RunControl;
import io.darkroom.engine.Stop;
import io.darkroom.fetch.FetchPolicy;
import io.darkroom.fetch.Fetcher;
import io.darkroom.item.ItemState;
import io.darkroom.item.RunId;
import io.darkroom.item.Secret;
import io.darkroom.ledger.Claim;
import io.darkroom.ledger.ItemView;
import io.darkroom.ledger.Ledger;
import io.darkroom.ledger.TestDatabase;
import io.darkroom.ledger.TestJob;
import io.darkroom.limit.PacedPermits;
import io.darkroom.picture.Normaliser;
import io.darkroom.provider.Dialect;
import io.darkroom.provider.HinowSettings;
import io.darkroom.provider.ImageProvider;
import io.darkroom.provider.ProviderSettings;
import io.darkroom.provider.Providers;
import io.darkroom.sandbox.SandboxOptions;
import io.darkroom.sandbox.SandboxServer;
import io.darkroom.storage.S3ObjectStore;
import io.darkroom.storage.S3Settings;
import io.darkroom.storage.SourceMemory;
import io.darkroom.storage.Sources;
import io.darkroom.storage.Spool;
import io.darkroom.storage.SpooledImage;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/// All that a run needs, and all of it real: a ledger, a sandbox behind HTTP, a bucket, a spool.
final class Studio implements AutoCloseable {

    private static final String MODEL = "openai/gpt-image-2-edit";
    private static final int LANES = 2;

    private final Path home;
    private final Ledger ledger;
    private final TestJob job;
    private final SandboxServer sandbox;
    private final ImageProvider provider;
    private final Spool spool;
    private final SwitchedStore store;
    private final Sources sources;
    private EmbeddedS3 bucket;
    private S3ObjectStore client;
    private volatile boolean lockHeld = true;

    Studio(TestDatabase database, Path home, SandboxOptions options) {
        this(database, home, options, Dialect.SendAs.DATA);
    }

    Studio(TestDatabase database, Path home, SandboxOptions options, Dialect.SendAs sendAs) {
        this.home = home;
        ledger = database.ledger();
        job = new TestJob(ledger);
        sandbox = SandboxServer.start(options);
        provider = new Providers(new ProviderSettings(new HinowSettings(sandbox.baseUrl(),
                Optional.empty(), Dialect.DEFAULT.sending(sendAs), Optional.empty(), Set.of(),
                HinowSettings.MAX_BODY), Optional.of(sandbox.baseUrl()), options,
                Optional.empty())).open("sandbox");
        spool = new Spool(home.resolve("spool"));
        bucket = EmbeddedS3.open(home);
        client = client(bucket);
        store = new SwitchedStore(client);
        sources = new Sources(home.resolve("inputs"), new Fetcher(FetchPolicy.strict()), store,
                bucket.bucket(), new Normaliser(Duration.ofMinutes(1)), SourceMemory.NONE);
    }

    private static S3ObjectStore client(EmbeddedS3 bucket) {
        return new S3ObjectStore(new S3Settings(Optional.of(bucket.endpoint()), bucket.bucket(),
                "us-east-1", true, S3Settings.Checksums.WHEN_REQUIRED,
                Optional.of(new S3Settings.Credentials(bucket.accessKey(),
                        new Secret(bucket.secretKey()))),
                Optional.of(bucket.folder())));
    }

    Ledger ledger() {
        return ledger;
    }

    TestJob job() {
        return job;
    }

    SandboxServer sandbox() {
        return sandbox;
    }

    SwitchedStore store() {
        return store;
    }

    Path objects() {
        return bucket.folder();
    }

    /// 100,000 requests a minute, eight at once, nothing repeated by itself.
    RenderOrder order(RunId run) {
        return order(run, 100_000, 8);
    }

    RenderOrder order(RunId run, int perMinute, int concurrency) {
        return order(run, perMinute, concurrency, Duration.ofSeconds(30));
    }

    /// The same without patience for a service that is away.
    RenderOrder impatient(RunId run) {
        return order(run, 100_000, 8, Duration.ZERO);
    }

    private RenderOrder order(RunId run, int perMinute, int concurrency, Duration patience) {
        return new RenderOrder(run, job.name(), MODEL, home, perMinute, concurrency, 3, false,
                patience);
    }

    Rendering rendering(RenderOrder order) {
        return new Rendering(order, "ann", LANES, ledger, provider, spool, store, sources,
                () -> lockHeld, new Random(1));
    }

    /// The same whose ports pass through others.
    Rendering rendering(RenderOrder order, HaltingPorts ports) {
        return new Rendering(order, "ann", LANES, ledger, provider, spool, store, sources,
                () -> lockHeld, new Random(1), ports::over);
    }

    /// From now on the job's lock is away, or there again.
    void lock(boolean held) {
        lockHeld = held;
    }

    /// Another process has taken the job over.
    void takeOver(RunId run) {
        lockHeld = false;
        ledger.workers().enter("bob", run, "elsewhere", 1);
    }

    /// Works until nothing is left or the run is stopped.
    Optional<Stop> render(RunId run) throws Exception {
        try (var rendering = rendering(order(run))) {
            return work(rendering);
        }
    }

    /// Lets the lanes work until they end.
    static Optional<Stop> work(Rendering rendering) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var lanes = IntStream.range(0, LANES).mapToObj(rendering::lane)
                    .<Callable<Boolean>>map(lane -> () -> {
                        while (lane.work(Duration.ofMillis(100))) {
                            Thread.onSpinWait();
                        }
                        return true;
                    }).toList();
            for (var lane : threads.invokeAll(lanes)) {
                lane.get();
            }
        }
        return rendering.control().stopped();
    }

    /// Works in one lane until so many operations took place or nothing is left; leaves behind what a
    /// killed process would.
    void die(RunId run, OperationCount count) throws Exception {
        var halting = new HaltingPorts(count);
        var order = order(run);
        var permits = new PacedPermits(order.requestsPerMinute(), order.concurrency(),
                System::nanoTime);
        var control = new RunControl(permits);
        try (var journal = new AttemptJournal(ledger.attempts(), control)) {
            var ports = new Ports(new RunLedger(run, "victim", ledger.claims(), journal,
                    new KeyAudit(run, ledger.balances(), provider, control)), provider,
                    DiskSpool.of(spool, 1), new RunBucket(store, spool),
                    new Inputs(order, provider.name(), sources), permits, () -> true,
                    new SystemClock(), new Random(1));
            var lane = new Lane(new Engine(order, control, halting.over(ports)), control, LANES,
                    order.patience());
            while (!count.halted() && lane.work(Duration.ofMillis(100))) {
                Thread.onSpinWait();
            }
        } catch (OperationCount.Halted _) {
            // As planned.
            assert count.halted();
        }
        Until.holds(halting::quiet);
    }

    /// A claim of a worker that died, for each item, with its request open.
    List<Claim> abandoned(RunId run) {
        var claims = ledger.claims().claim(run, "dead", 100, ItemState.PENDING);
        claims.forEach(job::open);
        ledger.claims().recover(run, "nobody", List.of());
        return claims;
    }

    /// The request that is open for an item.
    long attempt(RunId run, TestDatabase database) {
        return database.jdbc().sql("select id from attempt where run_id = :run")
                .param("run", run.value()).query(Long.class).single();
    }

    /// Lays an image into the spool as the answer to a request.
    SpooledImage spooled(long attempt) throws Exception {
        var file = spool.open(attempt);
        try (var part = file.part()) {
            ImageIO.write(new BufferedImage(1024, 1024, BufferedImage.TYPE_INT_RGB), "png", part);
        }
        return file.seal();
    }

    Spool spool() {
        return spool;
    }

    List<ItemState> states(RunId run) {
        return job.items(run).stream().map(ItemView::state).toList();
    }

    void stopBucket() {
        bucket.close();
    }

    /// The bucket is there again, at another port with the same objects.
    void startBucket() {
        bucket = EmbeddedS3.open(home);
        client.close();
        client = client(bucket);
        store.use(client);
    }

    @Override
    public void close() {
        provider.close();
        sandbox.close();
        client.close();
        bucket.close();
    }
}
