package io.darkroom.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.darkroom.fetch.FetchPolicy;
import io.darkroom.fetch.Fetcher;
import io.darkroom.item.ImageRef;
import io.darkroom.item.Sha256;
import io.darkroom.picture.Images;
import io.darkroom.picture.Normaliser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Images that are looked at again in a later run.
final class SourceMemoryTests {

    private static final byte[] PNG = Images.png();

    private final MapMemory memory = new MapMemory();
    private final List<String> methods = new ArrayList<>();
    private final Normaliser normaliser = new Normaliser(Duration.ofMinutes(1));

    @TempDir
    private Path temp;
    private HttpServer web;
    private BucketServer bucket;
    private S3ObjectStore store;
    private Fetcher fetcher;
    private volatile String etag = "\"1\"";
    private volatile byte[] served = PNG;

    @BeforeEach
    void start() throws Exception {
        web = HttpServer.create(
                new InetSocketAddress(InetAddress.getByAddress(new byte[]{127, 0, 0, 1}), 0), 0);
        web.createContext("/", this::answer);
        web.start();
        bucket = new BucketServer(temp.resolve("s3"));
        store = bucket.store();
        fetcher = new Fetcher(new FetchPolicy(true, Set.of("127.0.0.1:" + port())));
    }

    @AfterEach
    void stop() throws Exception {
        fetcher.close();
        store.close();
        bucket.close();
        web.stop(0);
        normaliser.close();
    }

    @Test
    void aUrlWithTheSameTagIsNotDownloadedAgain() throws Exception {
        assertThat(nextRun(url())).isEqualTo(Sha256.of(PNG));
        assertThat(nextRun(url())).isEqualTo(Sha256.of(PNG));
        assertThat(methods).containsExactly("GET", "HEAD");
    }

    @Test
    void aUrlWithAnotherTagIsDownloadedAgain() throws Exception {
        nextRun(url());
        etag = "\"2\"";
        served = Images.of("png", 9, 9);
        assertThat(nextRun(url())).isEqualTo(Sha256.of(served));
        assertThat(methods).containsExactly("GET", "HEAD", "GET");
    }

    @Test
    void aUrlWithoutTagAndDateIsDownloadedEachTime() throws Exception {
        etag = "";
        nextRun(url());
        nextRun(url());
        assertThat(methods).containsExactly("GET", "GET");
    }

    @Test
    void anObjectIsLookedAtByItsTag() throws Exception {
        store.write("a.png", Files.write(temp.resolve("a"), PNG), "image/png");
        nextRun("s3://pictures/a.png");
        assertThat(memory.find("s3://pictures/a.png")).isPresent();
        store.write("a.png", Files.write(temp.resolve("a"), Images.of("png", 9, 9)), "image/png");
        assertThat(nextRun("s3://pictures/a.png")).isEqualTo(Sha256.of(Images.of("png", 9, 9)));
    }

    @Test
    void aFileThatWasLeftAloneIsNotReadAgain() throws Exception {
        var known = new SourceMemory.Known(validator(), Sha256.ofText("as it was seen"));
        memory.keep(temp.resolve("a.png").toString(), known);
        assertThat(nextRun("a.png")).isEqualTo(Sha256.ofText("as it was seen"));
        Files.setLastModifiedTime(temp.resolve("a.png"), FileTime.from(Instant.EPOCH));
        assertThat(nextRun("a.png")).isEqualTo(Sha256.of(PNG));
    }

    /// Waits until the file has been left alone for long enough to be told by its times.
    private String validator() throws Exception {
        Files.write(temp.resolve("a.png"), PNG);
        var file = new SourceFile("a.png", temp);
        return await().until(() -> file.validator("a.png").orElse(""),
                text -> !text.isEmpty());
    }

    private Sha256 nextRun(String reference) throws SourceProblem {
        return new Sources(temp.resolve("cache"), fetcher, store, BucketServer.BUCKET, normaliser,
                memory).hash(new ImageRef(reference), temp);
    }

    private String url() {
        return "http://127.0.0.1:" + port() + "/a.png";
    }

    private int port() {
        return web.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        methods.add(exchange.getRequestMethod());
        if (!etag.isEmpty()) {
            exchange.getResponseHeaders().add("ETag", etag);
        }
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(200, head ? -1 : served.length);
        if (!head) {
            exchange.getResponseBody().write(served);
        }
        exchange.close();
    }
}
