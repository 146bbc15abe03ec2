package io.darkroom;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.check.Bucket;
import io.darkroom.check.Checker;
import io.darkroom.embedded.EmbeddedPostgres;
import io.darkroom.embedded.EmbeddedS3;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A database and a bucket that were there before, reached by the settings that a user would write.
final class ExternalServersTests {

    @TempDir
    private Path home;

    @TempDir
    private Path servers;

    private EmbeddedPostgres database;
    private EmbeddedS3 bucket;

    @BeforeEach
    void open() {
        database = EmbeddedPostgres.open(servers);
        bucket = EmbeddedS3.open(servers);
        System.setProperty("aws.accessKeyId", bucket.accessKey());
        System.setProperty("aws.secretAccessKey", bucket.secretKey());
    }

    @AfterEach
    void close() {
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
        bucket.close();
        database.close();
    }

    @Test
    void runsTheDemoOnServersThatWereThereBefore() {
        try (var darkroom = TestDarkroom.open(home, "darkroom.database.url=" + database.jdbcUrl(),
                "darkroom.database.user=" + database.user(),
                "darkroom.database.password=" + database.password(),
                "darkroom.s3.endpoint=" + bucket.endpoint(),
                "darkroom.s3.bucket=" + bucket.bucket(), "darkroom.s3.path-style=true");
                var objects = Bucket.at(bucket.endpoint(), bucket.bucket(), bucket.accessKey(),
                        bucket.secretKey())) {
            var run = darkroom.run(TestDarkroom.job(TestDarkroom.DEMO));

            assertThat(darkroom.sql().states(run)).isEqualTo(Map.of("SUCCEEDED", 24L));
            assertThat(Checker.check(darkroom.end(run, objects))).isEmpty();
            assertThat(home.resolve("postgres")).doesNotExist();
            assertThat(home.resolve("s3")).doesNotExist();
        }
    }
}
