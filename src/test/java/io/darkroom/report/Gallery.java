package io.darkroom.report;

import io.darkroom.embedded.EmbeddedS3;
import io.darkroom.item.ItemState;
import io.darkroom.item.OutputFormat;
import io.darkroom.item.RunId;
import io.darkroom.item.Secret;
import io.darkroom.item.Sha256;
import io.darkroom.item.Usd;
import io.darkroom.ledger.Caps;
import io.darkroom.ledger.Claim;
import io.darkroom.ledger.Items;
import io.darkroom.ledger.Ledger;
import io.darkroom.ledger.NewItem;
import io.darkroom.ledger.NewRun;
import io.darkroom.ledger.Output;
import io.darkroom.ledger.RunState;
import io.darkroom.ledger.Settle;
import io.darkroom.ledger.Settlement;
import io.darkroom.ledger.TestDatabase;
import io.darkroom.ledger.TestJob;
import io.darkroom.picture.NotAnImage;
import io.darkroom.storage.ObjectStore;
import io.darkroom.storage.S3ObjectStore;
import io.darkroom.storage.S3Settings.Checksums;
import io.darkroom.storage.S3Settings.Credentials;
import io.darkroom.storage.S3Settings;
import io.darkroom.storage.Spool;
import io.darkroom.storage.SpooledImage;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/// A real ledger and a real bucket with runs in them that somebody could have paid for.
final class Gallery implements AutoCloseable {

    private static final AtomicInteger RUNS = new AtomicInteger();

    private final TestDatabase database = TestDatabase.create();
    private final EmbeddedS3 server;
    private final S3ObjectStore store;
    private final Path home;

    Gallery(Path home) {
        this.home = home;
        server = EmbeddedS3.open(home);
        store = storeAt(server.endpoint());
    }

    /// The same bucket by way of something that stands before it.
    S3ObjectStore storeAt(URI endpoint) {
        return new S3ObjectStore(new S3Settings(Optional.of(endpoint), server.bucket(),
                "us-east-1", true, Checksums.WHEN_REQUIRED,
                Optional.of(new Credentials(server.accessKey(), new Secret(server.secretKey()))),
                Optional.of(server.folder())));
    }

    URI endpoint() {
        return server.endpoint();
    }

    Ledger ledger() {
        return database.ledger();
    }

    ObjectStore store() {
        return store;
    }

    Path spools() {
        return home.resolve("spool");
    }

    Path file(String key) {
        return server.folder().resolve(key);
    }

    /// A run of a job of its own with so many items, ingested and not begun.
    TestJob job(RunId run, int items) {
        var job = new TestJob(ledger());
        create(job, run, items);
        return job;
    }

    static RunId newRun() {
        return new RunId("20261122-153042-%06x".formatted(RUNS.incrementAndGet()));
    }

    private void create(TestJob job, RunId run, int items) {
        ledger().runs().create(new NewRun(run, job.name(), "{}", "shop.csv", "/tmp", "/tmp/copy",
                Sha256.ofText("input"), 0,
                new Caps(Optional.of(Usd.of("1")), Optional.empty())));
        var prepared = ledger().loader().prepare(run, 0);
        prepared.add(IntStream.rangeClosed(1, items).mapToObj(row -> item(job, run, row)).toList(),
                items);
        ledger().loader().load(prepared);
        ledger().runs().ingested(run);
    }

    private static NewItem item(TestJob job, RunId run, int row) {
        var plain = Items.item(row, "A-" + row, "kite " + row);
        return Items.item(row, plain.entryId(), plain.instruction().orElseThrow(),
                key(job, run, row));
    }

    static String key(TestJob job, RunId run, int row) {
        return job.name() + "/" + run + "/A-" + row + ".png";
    }

    /// A finished run of three: are in the bucket, A-3 is unknown.
    TestJob finished(RunId run) throws IOException {
        var job = job(run, 3);
        ledger().runs().begin(run);
        var claims = job.claim(run);
        store(job, claims.get(0));
        store(job, claims.get(1));
        settle(Settle.unknown(claims.get(2), job.open(claims.get(2))));
        publish(job, run);
        ledger().runs().end(run, RunState.FAILED, Optional.empty());
        return job;
    }

    /// A finished run of the same job that reuses the two outputs.
    void reusing(TestJob job, RunId run) throws IOException {
        create(job, run, 2);
        ledger().carryOver().offerReuse(run, Optional.of(job.name()));
        ledger().runs().begin(run);
        job.claim(run).forEach(claim -> settle(Settle.reused(claim)));
        publish(job, run);
        ledger().runs().end(run, RunState.COMPLETED, Optional.empty());
    }

    private void settle(Settlement settlement) {
        ledger().claims().settle(List.of(settlement));
    }

    private void store(TestJob job, Claim claim) throws IOException {
        var image = spooled(claim);
        store.put(claim.outputKey(), image);
        var output = new Output(claim.outputKey(), image.hash(), image.bytes(),
                image.facts().format(), image.facts().size());
        var stored = Settle.stored(claim, job.open(claim));
        settle(new Settlement(claim, ItemState.SUCCEEDED, Optional.empty(), false,
                stored.attempt(), Optional.of(output), OptionalLong.empty(), Optional.empty()));
    }

    private SpooledImage spooled(Claim claim) throws IOException {
        var file = new Spool(home.resolve("studio")).open(claim.item());
        try (var part = file.part()) {
            ImageIO.write(new BufferedImage(12, (int) claim.item() % 50 + 1,
                    BufferedImage.TYPE_INT_RGB), OutputFormat.PNG.wire(), part);
        }
        try {
            return file.seal();
        } catch (NotAnImage e) {
            throw new IllegalStateException("ImageIO writes images", e);
        }
    }

    private void publish(TestJob job, RunId run) throws IOException {
        for (var name : List.of("results.jsonl", "results.csv")) {
            write(job.name() + "/" + run + "/" + name, "results");
        }
    }

    /// An object of somebody else, without our metadata.
    void write(String key, String text) throws IOException {
        store.write(key, Files.writeString(home.resolve("text"), text), "text/plain");
    }

    /// Changes rows behind the ledger's back; the run is `:run`.
    void stage(RunId run, String sql) {
        database.jdbc().sql(sql).param("run", run.value()).update();
    }

    void stopBucket() {
        server.close();
    }

    @Override
    public void close() {
        store.close();
        server.close();
        database.close();
    }
}
