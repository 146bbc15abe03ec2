package io.darkroom;

import io.darkroom.batch.ServiceUnavailable;
import io.darkroom.embedded.EmbeddedFailure;
import io.darkroom.embedded.EmbeddedPostgres;
import io.darkroom.embedded.EmbeddedS3;
import io.darkroom.item.Secret;
import io.darkroom.item.UnusableInput;
import io.darkroom.storage.ObjectStore;
import io.darkroom.storage.S3ObjectStore;
import io.darkroom.storage.S3Settings;
import io.darkroom.storage.S3Settings.Checksums;
import io.darkroom.storage.S3Settings.Credentials;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/// The database and the bucket: those that are configured, otherwise the embedded ones.
@Configuration(proxyBeanMethods = false)
class ServersConfiguration {

    @Bean
    @Lazy
    EmbeddedPostgres embeddedPostgres(DarkroomSettings settings) {
        return opened(() -> EmbeddedPostgres.open(settings.home()));
    }

    @Bean
    @Lazy
    EmbeddedS3 embeddedS3(DarkroomSettings settings) {
        return opened(() -> EmbeddedS3.open(settings.home()));
    }

    @Bean
    @ConditionalOnMissingBean(JdbcConnectionDetails.class)
    JdbcConnectionDetails database(DarkroomSettings settings,
            ObjectProvider<EmbeddedPostgres> embedded) {
        var database = settings.database();
        return database.embedded()
                ? embedded(embedded.getObject())
                : new Connection(database.url(), database.user(), database.password());
    }

    @Bean
    @ConditionalOnMissingBean(ObjectStore.class)
    S3ObjectStore bucket(S3Settings settings) {
        return new S3ObjectStore(settings);
    }

    @Bean
    @ConditionalOnMissingBean(S3Settings.class)
    S3Settings bucketSettings(DarkroomSettings settings, ObjectProvider<EmbeddedS3> embedded) {
        return settings.s3().embedded()
                ? embedded(embedded.getObject())
                : configured(settings.s3());
    }

    private static Connection embedded(EmbeddedPostgres server) {
        return new Connection(server.jdbcUrl(), server.user(), server.password());
    }

    private static S3Settings embedded(EmbeddedS3 server) {
        return new S3Settings(Optional.of(server.endpoint()), server.bucket(), "us-east-1", true,
                Checksums.WHEN_REQUIRED,
                Optional.of(new Credentials(server.accessKey(), new Secret(server.secretKey()))),
                Optional.of(server.folder()));
    }

    private static S3Settings configured(DarkroomSettings.S3 s3) {
        if (s3.bucket().isBlank()) {
            throw new UnusableInput("DARKROOM_S3_ENDPOINT is set and DARKROOM_S3_BUCKET is not;"
                    + " name the bucket, which must exist");
        }
        return new S3Settings(Optional.of(s3.endpoint()).filter(e -> !e.isBlank()).map(URI::create),
                s3.bucket(), s3.region(), s3.pathStyle(),
                Choice.of("darkroom.s3.checksums", s3.checksums(), Checksums.values()),
                Optional.empty(), Optional.empty());
    }

    private static <T> T opened(Supplier<T> server) {
        try {
            return server.get();
        } catch (EmbeddedFailure e) {
            throw new ServiceUnavailable(String.valueOf(e.getMessage()), e);
        }
    }

    /// How the ledger's database is reached; prints no password.
    private record Connection(String url, String user, String secret)
            implements
                JdbcConnectionDetails {

        @Override
        public String getJdbcUrl() {
            return url;
        }

        @Override
        public String getUsername() {
            return user;
        }

        @Override
        public String getPassword() {
            return secret;
        }

        @Override
        public String toString() {
            return url + " as " + user;
        }
    }
}
