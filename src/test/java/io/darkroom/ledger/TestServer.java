package io.darkroom.ledger;

import io.darkroom.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// The one PostgreSQL server of the tests of this JVM, with a migrated template database.
final class TestServer {

    private final EmbeddedPostgres postgres;
    private final String template = "template_" + ProcessHandle.current().pid();

    private TestServer() {
        postgres = EmbeddedPostgres.open(Path.of("target", "test-postgres"));
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop-test-postgres"));
        drop(template);
        execute("create database " + template);
        Flyway.configure().dataSource(url(template), user(), password())
                .locations("classpath:db/migration").load().migrate();
    }

    private static final class Holder {

        private static final TestServer SHARED = new TestServer();
    }

    /// Starts it when it is asked for the first time; it stops with the JVM.
    static TestServer shared() {
        return Holder.SHARED;
    }

    String url(String database) {
        return postgres.jdbcUrl().replaceFirst("[^/]*$", database);
    }

    String user() {
        return postgres.user();
    }

    String password() {
        return postgres.password();
    }

    /// One at a time: PostgreSQL copies a template only while nobody else does.
    synchronized void copyTemplate(String name) {
        execute("create database " + name + " template " + template);
    }

    void drop(String name) {
        execute("drop database if exists " + name + " with (force)");
    }

    private void stop() {
        drop(template);
        postgres.close();
    }

    private void execute(String statement) {
        new JdbcTemplate(new DriverManagerDataSource(postgres.jdbcUrl(), user(), password()))
                .execute(statement);
    }
}
