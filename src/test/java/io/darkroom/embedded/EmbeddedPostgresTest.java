package io.darkroom.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {

    /// One for all tests, because installing takes seconds.
    @TempDir
    static Path home;

    @BeforeAll
    static void install() {
        EmbeddedPostgres.open(home).close();
    }

    @AfterEach
    void nothingRunsAfterwards() throws IOException {
        assertThat(serverProcess()).isEmpty();
    }

    @Test
    void twoOpensShareOneServer() throws SQLException {
        try (var first = open(); var second = open()) {
            new Notes(first).add("seen by both");
            assertThat(second.jdbcUrl()).isEqualTo(first.jdbcUrl());
            assertThat(new Notes(second).count()).isPositive();
        }
    }

    @Test
    void theServerStaysWhileOneOfTwoUsesIt() throws SQLException {
        try (var first = open()) {
            open().close();
            assertThat(new Notes(first).ask("select 1")).isEqualTo("1");
        }
    }

    @Test
    void manyMayOpenAtOnce() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var opens = threads.invokeAll(Collections.<Callable<EmbeddedPostgres>>nCopies(8,
                    this::open));
            var servers = opens.stream().map(Future::resultNow).toList();
            assertThat(servers).extracting(EmbeddedPostgres::jdbcUrl).containsOnly(
                    servers.getFirst().jdbcUrl());
            servers.forEach(EmbeddedPostgres::close);
        }
    }

    @Test
    void anotherProcessSharesTheServerAndTheLastOneStopsIt() throws Exception {
        try (var other = OtherProcess.start(home)) {
            open().close();
            assertThat(serverProcess()).isNotEmpty();
            other.finish();
        }
    }

    @Test
    void whatAKilledProcessCommittedIsThereAndItsServerIsUsedOn() throws Exception {
        try (var other = OtherProcess.start(home)) {
            var left = serverProcess();
            other.kill();
            try (var server = open()) {
                assertThat(serverProcess()).isEqualTo(left);
                assertThat(new Notes(server).count()).isPositive();
            }
        }
    }

    @Test
    void aKilledServerRecovers() throws Exception {
        try (var before = open()) {
            new Notes(before).add("committed before the crash");
            var process = serverProcess().getFirst();
            process.destroyForcibly();
            process.onExit().get();
            try (var after = open()) {
                assertThat(after.jdbcUrl()).isEqualTo(before.jdbcUrl());
                assertThat(new Notes(after).count()).isPositive();
            }
        }
    }

    @Test
    void aPidFileThatNamesAnotherProgramIsNotBelieved() throws IOException, SQLException {
        var stale = List.of(Long.toString(ProcessHandle.current().pid()), data().toString(), "1",
                "5432", "", "127.0.0.1", "", "ready");
        Files.write(data().resolve("postmaster.pid"), stale);
        try (var server = open()) {
            assertThat(new Notes(server).ask("select 1")).isEqualTo("1");
        }
    }

    @Test
    void theServerHasItsOwnSessionSoThatCtrlCDoesNotReachIt() throws IOException {
        try (var _ = open()) {
            long pid = serverProcess().getFirst().pid();
            var session = new Command(home, List.of("ps", "-o", "sid=", "-p", "" + pid)).run();
            assertThat(session.output().strip()).isEqualTo("" + pid);
        }
    }

    @Test
    void aCommitIsOnDiskWhenItIsAcknowledged() throws SQLException {
        try (var server = open()) {
            var notes = new Notes(server);
            assertThat(notes.ask("show fsync")).isEqualTo("on");
            assertThat(notes.ask("show synchronous_commit")).isEqualTo("on");
            assertThat(notes.ask("show server_encoding")).isEqualTo("UTF8");
        }
    }

    @Test
    void thePasswordIsTheOwnersAlone() throws IOException {
        var permissions = Files.getPosixFilePermissions(home.resolve("postgres/password"));
        assertThat(PosixFilePermissions.toString(permissions)).isEqualTo("rw-------");
    }

    private EmbeddedPostgres open() {
        return EmbeddedPostgres.open(home);
    }

    private static List<ProcessHandle> serverProcess() throws IOException {
        return PidFile.read(data()).flatMap(PidFile::server).stream().toList();
    }

    private static Path data() throws IOException {
        return home.toRealPath().resolve("postgres/data");
    }
}
