package io.darkroom.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.picture.Images;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

final class StoreFaultTests {

    @TempDir
    private Path temp;

    private final AtomicInteger puts = new AtomicInteger();

    @Test
    void triesAgainWhenToldToSlowDown() throws Exception {
        try (var server = new BucketServer(temp.resolve("s3"), Slow::new);
                var store = server.store()) {
            assertThat(store.put("a.png", image(12))).isEqualTo(Stored.STORED);
            assertThat(puts).hasValue(3);
        }
    }

    @Test
    void recognisesItsOwnImageWhenTheAnswerGotLost() throws Exception {
        try (var server = new BucketServer(temp.resolve("s3"), Deaf::new);
                var store = server.store()) {
            assertThat(store.put("a.png", image(12))).isEqualTo(Stored.ALREADY_THERE);
            assertThat(store.head("a.png")).isPresent();
        }
    }

    @Test
    void looksFirstWhereTheStoreIgnoresConditions() throws Exception {
        try (var server = new BucketServer(temp.resolve("s3"), Careless::new);
                var store = server.store()) {
            store.check();
            store.put("a.png", image(12));

            assertThat(store.put("a.png", image(12))).isEqualTo(Stored.ALREADY_THERE);
            assertThat(store.put("a.png", image(13))).isEqualTo(Stored.CONFLICT);
        }
    }

    @Test
    void saysWhatToSetWhereTheStoreRefusesChecksums() throws Exception {
        try (var server = new BucketServer(temp.resolve("s3"), Old::new);
                var store = server.store()) {
            assertThatThrownBy(store::check).isInstanceOf(StoreUnavailable.class)
                    .hasMessageContaining("DARKROOM_S3_CHECKSUMS=when_required");
        }
    }

    @Test
    void givesUpAfterAFewTriesAndSaysSo() throws Exception {
        try (var server = new BucketServer(temp.resolve("s3"), Broken::new);
                var store = server.store()) {
            var image = image(12);

            assertThatThrownBy(() -> store.put("a.png", image))
                    .isInstanceOf(StoreUnavailable.class).hasMessageContaining("status 503");
            assertThat(puts).hasValue(4);
            assertThat(image.file()).exists();
        }
    }

    private SpooledImage image(int width) throws Exception {
        var file = new Spool(temp.resolve("spool")).open(width);
        try (var part = file.part()) {
            part.write(Images.of("png", width, 7));
        }
        return file.seal();
    }

    private static S3Exception answer(int status, String code) {
        var details = AwsErrorDetails.builder().errorCode(code).errorMessage(code).build();
        return (S3Exception) S3Exception.builder().statusCode(status).awsErrorDetails(details)
                .message(code).build();
    }

    /// Refuses two writes, then works.
    private final class Slow extends ForwardingBlobStore {

        Slow(BlobStore blobs) {
            super(blobs);
        }

        @Override
        public PutObjectResponse putBlob(PutObjectRequest request, InputStream body) {
            if (puts.incrementAndGet() <= 2) {
                throw answer(503, "SlowDown");
            }
            return super.putBlob(request, body);
        }
    }

    /// Stores the first object, but says that it failed.
    private final class Deaf extends ForwardingBlobStore {

        Deaf(BlobStore blobs) {
            super(blobs);
        }

        @Override
        public PutObjectResponse putBlob(PutObjectRequest request, InputStream body) {
            var response = super.putBlob(request, body);
            if (puts.incrementAndGet() == 1) {
                throw answer(500, "InternalError");
            }
            return response;
        }
    }

    /// Overwrites whatever the condition says.
    private static final class Careless extends ForwardingBlobStore {

        Careless(BlobStore blobs) {
            super(blobs);
        }

        @Override
        public PutObjectResponse putBlob(PutObjectRequest request, InputStream body) {
            return super.putBlob(request.toBuilder().ifNoneMatch(null).build(), body);
        }
    }

    /// Knows no checksum trailers.
    private static final class Old extends ForwardingBlobStore {

        Old(BlobStore blobs) {
            super(blobs);
        }

        @Override
        public PutObjectResponse putBlob(PutObjectRequest request, InputStream body) {
            throw answer(501, "NotImplemented");
        }
    }

    /// Never works.
    private final class Broken extends ForwardingBlobStore {

        Broken(BlobStore blobs) {
            super(blobs);
        }

        @Override
        public PutObjectResponse putBlob(PutObjectRequest request, InputStream body) {
            puts.incrementAndGet();
            throw answer(503, "ServiceUnavailable");
        }
    }
}
