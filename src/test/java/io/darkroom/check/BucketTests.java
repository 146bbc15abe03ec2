package io.darkroom.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.embedded.EmbeddedS3;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/// The two ways to look into a bucket show the same.
final class BucketTests {

    @TempDir
    private Path home;

    @Test
    void showsTheSameThroughTheServerAndInItsFolder() {
        try (var server = EmbeddedS3.open(home);
                var client = client(server);
                var asked = Bucket.at(server.endpoint(), server.bucket(), server.accessKey(),
                        server.secretKey())) {
            client.putObject(p -> p.bucket(server.bucket()).key("a/b.png")
                    .metadata(Map.of("sha256", "abc")), RequestBody.fromString("image"));

            shows(asked);
            shows(Bucket.in(server.folder()));
        }
    }

    private static void shows(Bucket bucket) {
        assertThat(bucket.keys("a/")).containsExactly("a/b.png");
        assertThat(bucket.keys("b/")).isEmpty();
        assertThat(bucket.get("a/none.png")).isEmpty();
        var found = bucket.get("a/b.png").orElseThrow();
        assertThat(found.bytes()).asString().isEqualTo("image");
        assertThat(found.hash()).isEqualTo("abc");
        assertThat(bucket.openUploads("a/")).isEmpty();
    }

    @Test
    void showsUploadsThatNobodyFinished() {
        try (var server = EmbeddedS3.open(home);
                var client = client(server);
                var asked = Bucket.at(server.endpoint(), server.bucket(), server.accessKey(),
                        server.secretKey())) {
            client.createMultipartUpload(u -> u.bucket(server.bucket()).key("a/b.png"));

            assertThat(asked.openUploads("a/")).containsExactly("a/b.png");
        }
    }

    private static S3Client client(EmbeddedS3 server) {
        return S3Client.builder().endpointOverride(server.endpoint()).region(Region.US_EAST_1)
                .forcePathStyle(true).credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(server.accessKey(), server.secretKey())))
                .build();
    }
}
