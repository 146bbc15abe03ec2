package io.darkroom.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.sun.net.httpserver.HttpServer;
import io.darkroom.fetch.FetchPolicy;
import io.darkroom.fetch.Fetcher;
import io.darkroom.item.ImageRef;
import io.darkroom.item.Sha256;
import io.darkroom.picture.Images;
import io.darkroom.picture.Normaliser;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.assertj.core.api.AbstractObjectAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SourcesTests {

    private static final byte[] PNG = Images.png();

    private final AtomicInteger hits = new AtomicInteger();

    @TempDir
    private Path temp;
    private Path folder;
    private HttpServer web;
    private BucketServer bucket;
    private S3ObjectStore store;
    private Fetcher fetcher;
    private Sources sources;
    private final Normaliser normaliser = new Normaliser(Duration.ofMinutes(1));

    @BeforeEach
    void start() throws Exception {
        folder = Files.createDirectories(temp.resolve("manifests"));
        Files.write(folder.resolve("a.png"), PNG);
        Files.write(temp.resolve("secret.png"), PNG);
        web = HttpServer.create(
                new InetSocketAddress(InetAddress.getByAddress(new byte[]{127, 0, 0, 1}), 0), 0);
        web.start();
        bucket = new BucketServer(temp.resolve("s3"));
        store = bucket.store();
        fetcher = new Fetcher(new FetchPolicy(false, Set.of(host())));
        sources = new Sources(temp.resolve("cache"), fetcher, store, BucketServer.BUCKET,
                normaliser, new MapMemory());
    }

    @AfterEach
    void stop() {
        normaliser.close();
        fetcher.close();
        store.close();
        bucket.close();
        web.stop(0);
    }

    @Test
    void copiesAFileBelowTheManifest() throws Exception {
        Files.write(Files.createDirectories(folder.resolve("b")).resolve("ä 1.png"), PNG);

        var source = load("b/../b/ä 1.png");

        assertThat(source.file()).hasBinaryContent(PNG).startsWith(temp.resolve("cache"));
        assertThat(source.hash()).isEqualTo(Sha256.of(PNG));
        assertThat(source.contentType()).isEqualTo("image/png");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../secret.png", "b/../../secret.png", "./../secret.png",
            "/etc/passwd", "../does-not-exist.png"})
    void readsNothingOutsideTheFolder(String path) {
        problem(path).returns(false, SourceProblem::transientFailure)
                .extracting(Throwable::getMessage).asString()
                .contains("is outside the manifest's folder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"link.png", "linked/secret.png"})
    void followsNoLinkOutOfTheFolder(String path) throws Exception {
        Files.createSymbolicLink(folder.resolve("link.png"), temp.resolve("secret.png"));
        Files.createSymbolicLink(folder.resolve("linked"), temp);

        problem(path).extracting(Throwable::getMessage).asString()
                .contains("is outside the manifest's folder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"b", "missing.png", "a\0.png", "file:///etc/passwd", "FILE:a.png",
            "data:image/png;base64,AA", "https://a b/", "http://127.0.0.1/a.png",
            "https://127.0.0.1/a.png", "s3://other/a.png", "s3://pictures", "s3://pictures/",
            "s3://pictures/../a.png", "s3://pictures/missing.png"})
    void saysWhyAReferenceIsOfNoUse(String ref) throws Exception {
        Files.createDirectories(folder.resolve("b"));

        problem(ref).returns(false, SourceProblem::transientFailure)
                .extracting(Throwable::getMessage).asString().startsWith("Image ");
    }

    @Test
    void readsTheConfiguredBucketOnly() throws Exception {
        store.write("in/a.png", folder.resolve("a.png"), "image/png");

        assertThat(load("s3://pictures/in/a.png").hash()).isEqualTo(Sha256.of(PNG));
        problem("s3://other/in/a.png").extracting(Throwable::getMessage).asString()
                .contains("only pictures is read");
    }

    @Test
    void takesAStoreThatIsAwayAsTransient() {
        bucket.close();

        problem("s3://pictures/a.png").returns(true, SourceProblem::transientFailure);
    }

    @Test
    void fetchesAReferenceOnceForManyThreads() throws Exception {
        serve(200, PNG);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Source> load = () -> load(url());
            var loaded = threads.invokeAll(IntStream.range(0, 50).mapToObj(_ -> load).toList());

            assertThat(loaded.stream().map(f -> f.resultNow()).distinct()).hasSize(1);
            assertThat(hits).hasValue(1);
        }
    }

    @Test
    void triesATransientFailureAgainButNoOther() throws Exception {
        serve(503, new byte[0]);
        problem(url()).returns(true, SourceProblem::transientFailure);
        problem(url()).returns(true, SourceProblem::transientFailure);
        assertThat(hits).hasValue(2);

        web.removeContext("/");
        serve(404, new byte[0]);
        problem(url()).returns(false, SourceProblem::transientFailure);
        problem(url()).returns(false, SourceProblem::transientFailure);
        assertThat(hits).hasValue(3);
    }

    @Test
    void keepsTheSameBytesOnce() throws Exception {
        serve(200, PNG);

        assertThat(load(url()).file()).isEqualTo(load("a.png").file());
        try (var files = Files.list(temp.resolve("cache"))) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void leavesNothingBehindOfWhatIsNoImage() throws Exception {
        Files.writeString(folder.resolve("a.svg"), "<svg/>");

        problem("a.svg").extracting(Throwable::getMessage).asString()
                .isEqualTo("Image a.svg cannot be used: The bytes look like HTML, SVG or XML;"
                        + " a PNG, JPEG, WebP, GIF, BMP or TIFF image is needed");
        assertThat(temp.resolve("cache")).isEmptyDirectory();
    }

    @Test
    void refusesTooManyBytes() throws Exception {
        try (var file = new RandomAccessFile(folder.resolve("long.png").toFile(), "rw")) {
            file.setLength(25 * 1024 * 1024 + 1);
        }

        problem("long.png").extracting(Throwable::getMessage).asString()
                .contains("longer than the 26214400 bytes");
    }

    @ParameterizedTest
    @CsvSource({"32769, 1", "1, 32769", "10001, 10000", "65535, 65535", "300000, 300000"})
    void refusesTooManyPixels(int width, int height) throws Exception {
        Files.write(folder.resolve("bomb.png"), claiming(width, height));

        problem("bomb.png").extracting(Throwable::getMessage).asString()
                .contains("100 megapixels and 32,768 pixels a side");
    }

    @Test
    void makesAnotherImageOfWhatTheModelDoesNotTake() throws Exception {
        var bmp = Images.of("bmp", 12, 7);
        Files.write(folder.resolve("a.png"), bmp);

        var source = load("a.png");

        assertThat(source.hash()).isEqualTo(Sha256.of(bmp));
        assertThat(source.contentType()).isEqualTo("image/png");
        assertThat(source.file()).hasFileName(Sha256.of(bmp) + ".png");
        assertThat(ImageIO.read(source.file().toFile()).getRGB(3, 3)).isEqualTo(0xffffaa03);
        assertThat(temp.resolve("cache")).isDirectoryNotContaining("glob:**in-*");
    }

    @Test
    void makesAnImageFitOnceForAllWhoHaveTheSameBytes() throws Exception {
        Files.write(folder.resolve("a.bmp"), Images.of("bmp", 12, 7));
        Files.copy(folder.resolve("a.bmp"), folder.resolve("b.bmp"));
        var made = Files.getLastModifiedTime(load("a.bmp").file());

        assertThat(Files.getLastModifiedTime(load("b.bmp").file())).isEqualTo(made);
    }

    @Test
    void makesAnewWhatAPowerCutLeftWithoutItsBytes() throws Exception {
        var bmp = Images.of("bmp", 12, 7);
        Files.write(folder.resolve("a.bmp"), bmp);
        Files.createFile(temp.resolve("cache").resolve(Sha256.of(bmp) + ".png"));

        assertThat(load("a.bmp").file()).isNotEmptyFile();
    }

    @Test
    void showsNoQueryOfAUrl() {
        problem("https://127.0.0.1/a.png?X-Signature=hush").extracting(Throwable::getMessage)
                .asString().doesNotContain("hush");
    }

    /// A PNG whose header announces other edges than its pixels have.
    private static byte[] claiming(int width, int height) {
        var png = ByteBuffer.wrap(PNG.clone()).putInt(16, width).putInt(20, height);
        var crc = new CRC32();
        crc.update(png.array(), 12, 17);
        return png.putInt(29, (int) crc.getValue()).array();
    }

    private void serve(int status, byte[] body) {
        web.createContext("/", exchange -> {
            hits.incrementAndGet();
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            try (var out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
    }

    private Source load(String ref) throws SourceProblem {
        return sources.load(new ImageRef(ref), folder);
    }

    private AbstractObjectAssert<?, SourceProblem> problem(String ref) {
        return assertThatThrownBy(() -> load(ref)).asInstanceOf(type(SourceProblem.class));
    }

    private String host() {
        return "127.0.0.1:" + web.getAddress().getPort();
    }

    private String url() {
        return "http://" + host() + "/a.png";
    }
}
