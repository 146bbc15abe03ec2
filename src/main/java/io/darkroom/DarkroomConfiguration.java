package io.darkroom;

import io.darkroom.batch.RunParts;
import io.darkroom.batch.Runs;
import io.darkroom.fetch.FetchPolicy;
import io.darkroom.fetch.Fetcher;
import io.darkroom.intake.ManifestCopies;
import io.darkroom.intake.Planner;
import io.darkroom.intake.RememberedImages;
import io.darkroom.item.Prices;
import io.darkroom.ledger.Ledger;
import io.darkroom.picture.Normaliser;
import io.darkroom.provider.Dialect;
import io.darkroom.provider.HinowSettings;
import io.darkroom.provider.ProviderSettings;
import io.darkroom.provider.Providers;
import io.darkroom.sandbox.AnswerForm;
import io.darkroom.sandbox.FaultRule;
import io.darkroom.sandbox.Keys;
import io.darkroom.sandbox.Latency;
import io.darkroom.sandbox.SandboxOptions;
import io.darkroom.storage.ObjectStore;
import io.darkroom.storage.S3Settings;
import io.darkroom.storage.Sources;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.ExecutionContextSerializer;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.dao.JacksonExecutionContextStringSerializer;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.PlatformTransactionManager;

/// Puts the program together: the one place that knows every package.
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableConfigurationProperties(DarkroomSettings.class)
@Import(ServersConfiguration.class)
class DarkroomConfiguration {

    /// Longest that an input image may take to decode.
    private static final Duration DECODING = Duration.ofSeconds(60);

    /// Spring Batch's default would read serialised Java objects.
    @Bean
    ExecutionContextSerializer contextSerializer() {
        return new JacksonExecutionContextStringSerializer();
    }

    @Bean
    Ledger ledger(DataSource pool, JdbcConnectionDetails database) {
        return new Ledger(pool, new DriverManagerDataSource(database.getJdbcUrl(),
                String.valueOf(database.getUsername()), String.valueOf(database.getPassword())));
    }

    @Bean
    Fetcher fetcher(DarkroomSettings settings) {
        return new Fetcher(new FetchPolicy(settings.inputs().allowHttp(), Set.of()));
    }

    @Bean
    Normaliser normaliser() {
        return new Normaliser(DECODING);
    }

    @Bean
    Sources sources(DarkroomSettings settings, Fetcher fetcher, ObjectStore store,
            S3Settings bucket, Normaliser normaliser, Ledger ledger) {
        return new Sources(settings.home().resolve("inputs"), fetcher, store, bucket.bucket(),
                normaliser, new RememberedImages(ledger.images()));
    }

    @Bean
    ManifestCopies copies(DarkroomSettings settings, Fetcher fetcher, ObjectStore store,
            S3Settings bucket) {
        return new ManifestCopies(settings.home().resolve("manifests"), fetcher, store,
                bucket.bucket());
    }

    @Bean
    Prices prices(DarkroomSettings settings) {
        return Prices.estimate().with(settings.prices());
    }

    @Bean
    Providers providers(DarkroomSettings settings, S3Settings bucket) {
        return new Providers(new ProviderSettings(hinow(settings.hinow()),
                Optional.of(settings.sandbox().url()).filter(u -> !u.isBlank()).map(URI::create),
                sandbox(settings), bucket.endpoint()));
    }

    @Bean
    Planner planner(Ledger ledger, ManifestCopies copies, Sources sources, Prices prices) {
        return new Planner(ledger, copies, sources, prices, Clock.systemUTC(),
                new SecureRandom());
    }

    @Bean
    Runs runs(DarkroomSettings settings, Ledger ledger, ManifestCopies copies, Sources sources,
            Prices prices, Providers providers, ObjectStore store, JobRepository repository,
            JobOperator operator, PlatformTransactionManager transactions) {
        var parts = new RunParts(ledger, copies, sources, prices, providers, store,
                settings.home(), settings.lanes(), settings.patience(), Clock.systemUTC(),
                new SecureRandom());
        return new Runs(parts, repository, operator, transactions);
    }

    private static HinowSettings hinow(DarkroomSettings.Hinow hinow) {
        var name = "darkroom.hinow.";
        var dialect = new Dialect(
                Choice.of(name + "endpoint", hinow.endpoint(), Dialect.Endpoint.values()),
                hinow.imageField(),
                Choice.of(name + "placement", hinow.placement(), Dialect.Placement.values()),
                Choice.of(name + "item-form", hinow.itemForm(), Dialect.ItemForm.values()),
                Choice.of(name + "send-as", hinow.sendAs(), Dialect.SendAs.values()));
        return new HinowSettings(hinow.baseUrl(), hinow.secret(), dialect,
                Optional.of(hinow.idempotencyWindow())
                        .filter(_ -> Choice.of(name + "idempotency", hinow.idempotency(),
                                Idempotency.values()) == Idempotency.HONOURED),
                Set.copyOf(hinow.noChargeStatuses()), HinowSettings.MAX_BODY);
    }

    private static SandboxOptions sandbox(DarkroomSettings settings) {
        var sandbox = settings.sandbox();
        return new SandboxOptions(0, "127.0.0.1",
                new Latency(sandbox.latencyMs(), sandbox.sigma()), sandbox.requestsPerMinute(),
                sandbox.concurrency(),
                Choice.of("darkroom.sandbox.answer", sandbox.answer(), AnswerForm.values()),
                Optional.of(settings.home().resolve("sandbox").resolve("bill.jsonl")),
                sandbox.faults().stream().map(FaultRule::parse).toList(), Optional.empty(),
                Keys.IGNORED, 1);
    }

    private enum Idempotency {
        HONOURED, IGNORED
    }
}
