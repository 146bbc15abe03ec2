package io.darkroom.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// A fresh database with the project's tables, in a server that all tests of this JVM share: a copy
/// of a template that was migrated once. Its sessions live in Los Angeles, so that a time that was
/// bound without its zone is noticed. Close it after the test class.
public final class TestDatabase implements AutoCloseable {

    private static final String ZONE = "set time zone 'America/Los_Angeles'";
    private static final int CONNECTIONS = 40;
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final TestServer server;
    private final String name;
    private final HikariDataSource pool;

    private TestDatabase(TestServer server, String name) {
        this.server = server;
        this.name = name;
        var config = new HikariConfig();
        config.setJdbcUrl(server.url(name));
        config.setUsername(server.user());
        config.setPassword(server.password());
        config.setConnectionInitSql(ZONE);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        pool = new HikariDataSource(config);
    }

    /// A new database, empty but for the tables.
    public static TestDatabase create() {
        var server = TestServer.shared();
        var name = "test_%d_%d".formatted(ProcessHandle.current().pid(), COUNT.incrementAndGet());
        server.copyTemplate(name);
        return new TestDatabase(server, name);
    }

    /// A ledger on it.
    public Ledger ledger() {
        return new Ledger(pool, single());
    }

    /// Connections for short transactions, at most 40.
    public DataSource pool() {
        return pool;
    }

    /// Opens a connection of its own each time.
    public DataSource single() {
        return new DriverManagerDataSource(url(), user(), password());
    }

    /// For looking at tables and for changing what no code would.
    public JdbcClient jdbc() {
        return JdbcClient.create(pool);
    }

    /// Lets everything that a job has reserved and spent so far have been so a day earlier.
    public void midnight(String job) {
        // Away and back, since no two rows may have the same day in between.
        for (var days : List.of(-100_001, 100_000)) {
            jdbc().sql("update daily_budget set day = day + :days where job = :job")
                    .param("days", days).param("job", job).update();
        }
        jdbc().sql("""
            update attempt a set day = a.day - 1 from run r where r.id = a.run_id and r.job = :job
            """).param("job", job).update();
    }

    /// The address, without user and password.
    public String url() {
        return server.url(name);
    }

    /// Who may do everything in it.
    public String user() {
        return server.user();
    }

    /// The user's password.
    public String password() {
        return server.password();
    }

    @Override
    public void close() {
        pool.close();
        server.drop(name);
    }
}
