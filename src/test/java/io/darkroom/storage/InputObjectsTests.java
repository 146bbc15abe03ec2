package io.darkroom.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.darkroom.item.Sha256;
import io.darkroom.picture.Images;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

final class InputObjectsTests {

    private static final byte[] PNG = Images.png();
    private static final String KEY = "inputs/" + Sha256.of(PNG) + ".png";

    private final AtomicInteger puts = new AtomicInteger();

    @TempDir
    private Path temp;
    private Path file;
    private BucketServer server;
    private S3ObjectStore store;
    private InputObjects objects;

    @BeforeEach
    void start() throws Exception {
        file = Files.write(temp.resolve("a.png"), PNG);
        server = new BucketServer(temp.resolve("s3"), Counting::new);
        store = server.store();
        objects = new InputObjects(store);
    }

    @AfterEach
    void stop() {
        store.close();
        server.close();
    }

    @Test
    void storeAnImageUnderTheHashOfItsBytes() throws Exception {
        assertThat(objects.lay(file, "image/png")).isEqualTo(Stored.STORED);

        assertThat(server.objects().resolve(KEY)).hasBinaryContent(PNG);
        assertThat(objects.lay(file, "image/png")).isEqualTo(Stored.ALREADY_THERE);
        assertThat(new InputObjects(store).lay(file, "image/png")).isEqualTo(Stored.ALREADY_THERE);
        assertThat(puts).hasValue(1);
    }

    @Test
    void storeAnImageOnceForManyThreads() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Stored> lay = () -> objects.lay(file, "image/png");
            var laid = threads.invokeAll(IntStream.range(0, 32).mapToObj(_ -> lay).toList());

            assertThat(laid.stream().map(f -> f.resultNow())).containsOnlyOnce(Stored.STORED);
        }
        assertThat(puts).hasValue(1);
    }

    @Test
    void storeAgainWhatIsGoneOrOnlyAPartOfIt() throws Exception {
        objects.lay(file, "image/png");
        Files.delete(server.objects().resolve(KEY));
        assertThat(objects.lay(file, "image/png")).isEqualTo(Stored.STORED);

        Files.write(server.objects().resolve(KEY), new byte[]{1, 2, 3});
        assertThat(objects.lay(file, "image/png")).isEqualTo(Stored.STORED);
        assertThat(server.objects().resolve(KEY)).hasBinaryContent(PNG);
    }

    @Test
    void areFetchedFromTheirUrlsByAnybody() throws Exception {
        objects.lay(file, "image/png");

        var url = objects.url(file, "image/png", Duration.ofMinutes(2));
        assertThat(url).hasToString("***");
        var connection = URI.create(url.reveal()).toURL().openConnection();
        assertThat(connection.getContentType()).isEqualTo("image/png");
        assertThat(connection.getInputStream()).hasBinaryContent(PNG);
    }

    @Test
    void sayThatTheStoreIsAway() throws Exception {
        server.close();

        assertThatThrownBy(() -> objects.lay(file, "image/png"))
                .isInstanceOf(StoreUnavailable.class);
    }

    @Test
    void takeAFileThatCannotBeReadForATransientProblem() throws Exception {
        Files.delete(file);

        assertThatThrownBy(() -> objects.lay(file, "image/png"))
                .asInstanceOf(type(SourceProblem.class))
                .returns(true, SourceProblem::transientFailure);
    }

    /// Counts what is put.
    private final class Counting extends ForwardingBlobStore {

        Counting(BlobStore real) {
            super(real);
        }

        @Override
        public PutObjectResponse putBlob(PutObjectRequest request, InputStream body) {
            puts.incrementAndGet();
            return super.putBlob(request, body);
        }
    }
}
