package io.darkroom.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.darkroom.embedded.EmbeddedS3;
import io.darkroom.faults.StoreFault.Kind;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

final class S3FaultsTests {

    private static final byte[] IMAGE = new byte[300_000];

    @TempDir
    private Path home;

    private EmbeddedS3 server;
    private S3Faults faults;
    private S3Client client;

    @BeforeEach
    void open() {
        new Random(1).nextBytes(IMAGE);
        server = EmbeddedS3.open(home);
        faults = S3Faults.before(server.endpoint());
        client = client(faults.url(), Duration.ofMinutes(1));
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        faults.close();
        server.close();
    }

    @Test
    void passesSignedRequestsForAnyKey() {
        put("shop/run 1/grün+!2f~'(a).png");

        assertThat(get("shop/run 1/grün+!2f~'(a).png").asByteArray()).isEqualTo(IMAGE);
        assertThat(client.listObjectsV2(l -> l.bucket(server.bucket()).prefix("shop/run 1/"))
                .contents()).hasSize(1);
        assertThat(client.headObject(h -> h.bucket(server.bucket())
                .key("shop/run 1/grün+!2f~'(a).png")).contentLength()).isEqualTo(IMAGE.length);
        assertThat(faults.requests()).isEqualTo(4);
        assertThat(faults.faults()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503, 403, 501})
    void refuses(int status) {
        faults.add(StoreFault.of("PUT", new Kind.Answer(status)));

        assertThatExceptionOfType(S3Exception.class).isThrownBy(() -> put("a.png"))
                .matches(e -> e.statusCode() == status);
        assertThat(server.folder().resolve("a.png")).doesNotExist();
    }

    @Test
    void refusesSomeKeysSoOften() {
        faults.add(StoreFault.of("PUT", new Kind.Answer(503)).keys(".*\\.png").times(2));

        put("a.csv");
        assertThatExceptionOfType(S3Exception.class).isThrownBy(() -> put("a.png"));
        assertThatExceptionOfType(S3Exception.class).isThrownBy(() -> put("b.png"));
        put("c.png");
        assertThat(faults.faults()).isEqualTo(2);
    }

    @Test
    void refusesAShareOfTheRequests() {
        faults.add(StoreFault.of("HEAD", new Kind.Answer(503)).share(0.5));

        IntStream.range(0, 40).forEach(_ -> assertThatExceptionOfType(S3Exception.class)
                .isThrownBy(() -> client.headObject(h -> h.bucket(server.bucket()).key("a"))));
        assertThat(faults.faults()).isBetween(1, 39);
    }

    @Test
    void isSlow() {
        faults.add(StoreFault.of("PUT", new Kind.Slow(Duration.ofDays(1))));

        try (var impatient = client(faults.url(), Duration.ofMillis(300))) {
            assertThatExceptionOfType(ApiCallTimeoutException.class)
                    .isThrownBy(() -> put(impatient, "a.png"));
        }
    }

    @Test
    void storesAndDropsTheAnswer() {
        faults.add(StoreFault.of("PUT", new Kind.DropAnswer()));

        assertThatExceptionOfType(SdkClientException.class).isThrownBy(() -> put("a.png"));
        assertThat(server.folder().resolve("a.png")).hasBinaryContent(IMAGE);
    }

    @Test
    void breaksOffWhileAnObjectIsSent() {
        faults.add(StoreFault.of("PUT", new Kind.CutRequest(100_000)));

        assertThatExceptionOfType(SdkClientException.class).isThrownBy(() -> put("a.png"));
        assertThatExceptionOfType(NoSuchKeyException.class).isThrownBy(() -> get("a.png"));
    }

    @Test
    void breaksOffWhileAnObjectIsRead() {
        put("a.png");
        faults.add(StoreFault.of("GET", new Kind.CutAnswer(100_000)));

        assertThatExceptionOfType(SdkClientException.class).isThrownBy(() -> get("a.png"));
    }

    @Test
    void changesABitOnTheWayToAStoreThatNotices() {
        faults.add(StoreFault.of("PUT", new Kind.FlipRequest(150_000)));

        assertThatExceptionOfType(SdkException.class).isThrownBy(() -> put("a.png"));
        assertThatExceptionOfType(NoSuchKeyException.class).isThrownBy(() -> get("a.png"));
    }

    @Test
    void changesABitOfWhatIsRead() {
        put("a.png");
        faults.add(StoreFault.of("GET", new Kind.FlipAnswer(150_000)));

        assertThat(differences(get("a.png").asByteArray())).isEqualTo(1);
    }

    @Test
    void ignoresTheCondition() {
        put("a.png");
        assertThatExceptionOfType(S3Exception.class).isThrownBy(() -> putIfAbsent("a.png"))
                .matches(e -> e.statusCode() == 412);

        try (var owner = client(server.endpoint(), Duration.ofMinutes(1))) {
            faults.add(StoreFault.of("PUT", new Kind.IgnoreCondition(owner)));
            putIfAbsent("a.png");
        }
        assertThat(faults.faults()).isEqualTo(1);
    }

    @Test
    void worksAgainWhenTheRulesAreForgotten() {
        faults.add(StoreFault.of("PUT", new Kind.Answer(503)));
        assertThatExceptionOfType(S3Exception.class).isThrownBy(() -> put("a.png"));

        faults.clear();
        put("a.png");
    }

    private static long differences(byte[] stored) {
        return IntStream.range(0, IMAGE.length).filter(i -> stored[i] != IMAGE[i]).count();
    }

    private void put(String key) {
        put(client, key);
    }

    private void put(S3Client by, String key) {
        by.putObject(p -> p.bucket(server.bucket()).key(key), RequestBody.fromBytes(IMAGE));
    }

    private void putIfAbsent(String key) {
        client.putObject(p -> p.bucket(server.bucket()).key(key).ifNoneMatch("*"),
                RequestBody.fromBytes(IMAGE));
    }

    private ResponseBytes<GetObjectResponse> get(String key) {
        return client.getObjectAsBytes(g -> g.bucket(server.bucket()).key(key));
    }

    private S3Client client(URI endpoint, Duration patience) {
        return S3Client.builder().endpointOverride(endpoint).region(Region.US_EAST_1)
                .forcePathStyle(true)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(server.accessKey(), server.secretKey())))
                .overrideConfiguration(o -> o.apiCallTimeout(patience)
                        .retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }
}
