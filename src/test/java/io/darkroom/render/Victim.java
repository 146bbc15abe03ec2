package io.darkroom.render;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.darkroom.engine.Ports;
import io.darkroom.engine.RenderOrder;
import io.darkroom.fetch.FetchPolicy;
import io.darkroom.fetch.Fetcher;
import io.darkroom.item.Secret;
import io.darkroom.ledger.JobLocks.JobLock;
import io.darkroom.ledger.Ledger;
import io.darkroom.ledger.RunState;
import io.darkroom.ledger.Workers;
import io.darkroom.picture.Normaliser;
import io.darkroom.provider.HinowSettings;
import io.darkroom.provider.ImageProvider;
import io.darkroom.provider.ProviderSettings;
import io.darkroom.provider.Providers;
import io.darkroom.sandbox.AnswerForm;
import io.darkroom.sandbox.Latency;
import io.darkroom.sandbox.SandboxOptions;
import io.darkroom.storage.S3ObjectStore;
import io.darkroom.storage.SourceMemory;
import io.darkroom.storage.Sources;
import io.darkroom.storage.Spool;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// A process that works on a run as the program does, and does nothing else: the job's lock, the
/// engine with its real ports, a worker's entry. Made to be killed.
final class Victim {

    /// The name of its sessions in the database.
    static final String SESSION = "victim";

    /// Its lanes.
    static final int LANES = 2;

    private final Mission mission;
    private final Ledger ledger;

    private Victim(Mission mission, HikariDataSource pool) {
        this.mission = mission;
        this.ledger = new Ledger(pool, new DriverManagerDataSource(mission.url(), mission.user(),
                mission.password()));
    }

    /// Works until nothing is left in the run; what it is to do is in its environment.
    public static void main(String[] arguments) throws Exception {
        var mission = Mission.read(System.getenv());
        try (var pool = new HikariDataSource(pool(mission))) {
            new Victim(mission, pool).work();
        }
    }

    private static HikariConfig pool(Mission mission) {
        var config = new HikariConfig();
        config.setJdbcUrl(mission.url());
        config.setUsername(mission.user());
        config.setPassword(mission.password());
        config.setMaximumPoolSize(12);
        config.setMinimumIdle(1);
        return config;
    }

    private void work() throws Exception {
        try (var lock = ledger.locks().take(mission.job()).orElseThrow();
                var store = new S3ObjectStore(mission.bucketSettings());
                var provider = provider()) {
            store.check();
            render(lock, store, provider);
        }
    }

    /// The run is left as STOPPED, since no job of Spring Batch can say that it is COMPLETED.
    private void render(JobLock lock, S3ObjectStore store, ImageProvider provider)
            throws Exception {
        var pid = ProcessHandle.current().pid();
        var name = "%s/%d/%06x".formatted(Workers.thisHost(), pid,
                new SecureRandom().nextInt(1 << 24));
        ledger.runs().begin(mission.run());
        ledger.workers().enter(name, mission.run(), Workers.thisHost(), pid);
        var sources = new Sources(mission.home().resolve("inputs"),
                new Fetcher(FetchPolicy.strict()), store, mission.bucket(),
                new Normaliser(Duration.ofMinutes(1)), SourceMemory.NONE);
        try (var rendering = new Rendering(order(), name, LANES, ledger, provider,
                new Spool(mission.spool()), store, sources, lock::held, new SecureRandom(),
                doom())) {
            Studio.work(rendering)
                    .ifPresent(stop -> {
                        throw new IllegalStateException("Stopped: " + stop);
                    });
        }
        ledger.runs().end(mission.run(), RunState.STOPPED, Optional.empty());
        ledger.workers().leave(name);
    }

    private UnaryOperator<Ports> doom() {
        return mission.doom().<UnaryOperator<Ports>>map(doom -> new HaltingPorts(doom)::over)
                .orElse(UnaryOperator.identity());
    }

    private RenderOrder order() {
        return new RenderOrder(mission.run(), mission.job(), "openai/gpt-image-2-edit",
                Path.of("."), Mission.PER_MINUTE, Mission.AT_ONCE, Mission.TRIES, false,
                Duration.ofSeconds(30));
    }

    private ImageProvider provider() {
        var options = new SandboxOptions(0, "127.0.0.1", Latency.NONE, 0, 0, AnswerForm.URL,
                Optional.empty(), List.of(), Optional.of(new Secret(mission.key())),
                mission.keys(), 1);
        return new Providers(new ProviderSettings(
                HinowSettings.at(mission.provider(), Optional.empty()),
                Optional.of(mission.provider()), options, Optional.empty())).open("sandbox");
    }
}
