package io.darkroom.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

class EmbeddedS3Test {

    private static final String KEY = "spring/run/1-studio.png";

    @TempDir
    Path home;

    @Test
    void objectsWithTheirMetadataOutliveTheServer() {
        try (var server = EmbeddedS3.open(home); var client = client(server, server.secretKey())) {
            client.putObject(put -> put.bucket(server.bucket()).key(KEY).contentType("image/png")
                    .metadata(Map.of("sha256", "abc")), RequestBody.fromString("image"));
        }
        try (var server = EmbeddedS3.open(home); var client = client(server, server.secretKey())) {
            var object = client.getObjectAsBytes(get -> get.bucket(server.bucket()).key(KEY));
            assertThat(object.asUtf8String()).isEqualTo("image");
            assertThat(object.response().contentType()).isEqualTo("image/png");
            assertThat(object.response().metadata()).containsEntry("sha256", "abc");
        }
    }

    @Test
    void anObjectLiesInTheFolderAsAFile() {
        try (var server = EmbeddedS3.open(home); var client = client(server, server.secretKey())) {
            client.putObject(put -> put.bucket(server.bucket()).key(KEY),
                    RequestBody.fromString("image"));
            assertThat(server.folder().resolve(KEY)).hasContent("image");
        }
    }

    @Test
    void oneOfManyConditionalPutsWinsAcrossTwoServers() throws Exception {
        try (var one = EmbeddedS3.open(home);
                var two = EmbeddedS3.open(home);
                var first = client(one, one.secretKey());
                var second = client(two, two.secretKey());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var puts = new ArrayList<Callable<Integer>>(
                    Collections.nCopies(8, () -> putIfAbsent(first)));
            puts.addAll(Collections.nCopies(8, () -> putIfAbsent(second)));
            var codes = threads.invokeAll(puts).stream().map(put -> put.resultNow()).toList();
            assertThat(codes).containsOnlyOnce(200).containsOnly(200, 412);
        }
    }

    @Test
    void whoDoesNotKnowTheKeyGetsNothing() {
        try (var server = EmbeddedS3.open(home); var client = client(server, "guessed")) {
            assertThatThrownBy(() -> client.listObjectsV2(list -> list.bucket(server.bucket())))
                    .isInstanceOf(S3Exception.class).hasMessageContaining("403");
        }
    }

    @Test
    void aHomeThatIsAFileIsRefused() throws Exception {
        var file = Files.createFile(home.resolve("file"));
        assertThatThrownBy(() -> EmbeddedS3.open(file)).isInstanceOf(EmbeddedFailure.class)
                .hasMessageContaining("file");
    }

    private static int putIfAbsent(S3Client client) {
        try {
            return client
                    .putObject(put -> put.bucket("darkroom").key("contended").ifNoneMatch("*"),
                            RequestBody.fromString("image"))
                    .sdkHttpResponse().statusCode();
        } catch (S3Exception e) {
            return e.statusCode();
        }
    }

    private static S3Client client(EmbeddedS3 server, String secretKey) {
        return S3Client.builder().endpointOverride(server.endpoint()).region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider
                        .create(AwsBasicCredentials.create(server.accessKey(), secretKey)))
                .build();
    }
}
