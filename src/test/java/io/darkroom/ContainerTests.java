package io.darkroom;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.check.Checker;
import io.darkroom.ledger.Ledger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.postgresql.PostgreSQLContainer;

/// The same program on a PostgreSQL as its makers ship it. Needs a container engine, and fails where
/// there is none.
@Tag("containers")
@Testcontainers
@SpringBootTest(classes = DarkroomConfiguration.class)
final class ContainerTests {

    @Container
    @ServiceConnection
    static final PostgreSQLContainer DATABASE = new PostgreSQLContainer("postgres:18-alpine");

    @TempDir
    static Path home;

    @Autowired
    private ConfigurableApplicationContext context;

    private TestDarkroom darkroom;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("darkroom.home", () -> home);
        registry.add("darkroom.sandbox.latency-ms", () -> 0);
    }

    @BeforeEach
    void lookAtTheContext() {
        darkroom = new TestDarkroom(home, context);
    }

    @Test
    void usesTheContainersDatabase() {
        assertThat(darkroom.sql().url()).isEqualTo(DATABASE.getJdbcUrl());
        assertThat(home.resolve("postgres")).doesNotExist();
    }

    @Test
    void migratesAnEmptyDatabaseByEveryScript() throws IOException {
        assertThat(darkroom.sql().texts("""
            select script from flyway_schema_history where success
            """)).containsExactlyInAnyOrderElementsOf(scripts());
    }

    private static List<String> scripts() throws IOException {
        try (var files = Files.list(Path.of("db", "migration"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void makesTheDemoAndAgreesWithTheBill() {
        var run = darkroom.run(TestDarkroom.job(TestDarkroom.DEMO));

        assertThat(darkroom.sql().states(run)).isEqualTo(Map.of("SUCCEEDED", 24L));
        assertThat(darkroom.sql().batchStatus(run)).isEqualTo("COMPLETED");
        assertThat(Checker.check(darkroom.end(run))).isEmpty();
    }

    @Test
    void givesAJobToOneConnectionOnly() {
        var locks = context.getBean(Ledger.class).locks();

        try (var _ = locks.take("demo").orElseThrow()) {
            assertThat(locks.take("demo")).isEmpty();
            assertThat(locks.taken("demo")).isTrue();
        }
        assertThat(locks.taken("demo")).isFalse();
    }
}
