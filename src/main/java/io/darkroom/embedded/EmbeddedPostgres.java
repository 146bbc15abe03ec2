package io.darkroom.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicBoolean;

/// The PostgreSQL server below the home folder, shared by all who have it open on this machine.
///
/// The first to open it starts it, the last to close it stops it. A process that is killed leaves
/// the server running; the next one uses it and stops it. It listens on 127.0.0.1 only, with a
/// generated password, and survives a Ctrl-C at the terminal, so that its users can finish first.
/// Thread-safe.
public final class EmbeddedPostgres implements AutoCloseable {

    private final PostgresServer server;
    private final int port;
    private final String password;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedPostgres(PostgresServer server, int port, String password) {
        this.server = server;
        this.port = port;
        this.password = password;
    }

    /// Takes part in the server, which is installed and started where that has not happened; the
    /// first time takes some seconds. Waits while another process starts or stops it.
    ///
    /// @param home the data is in its `postgres`, the programs are in its `postgres-bin`
    /// @throws EmbeddedFailure if it cannot run here, with the last lines of its log
    public static EmbeddedPostgres open(Path home) {
        try {
            var folder = Folders.create(home.resolve("postgres"));
            return SharedFolder.alone(folder, () -> join(folder));
        } catch (IOException e) {
            throw new EmbeddedFailure("The embedded PostgreSQL below " + home + " cannot start", e);
        }
    }

    private static EmbeddedPostgres join(Path folder) throws IOException {
        var binaries = Binaries.unpackedBelow(folder.resolveSibling("postgres-bin"));
        var account = Account.choose(Account.candidates(folder), folder,
                binaries.program("postgres"));
        var secret = new SecretFile(folder.resolve("password"));
        var password = secret.read(new SecureRandom());
        account.own(folder, secret.file());
        var server = new PostgresServer(folder, binaries, account);
        int port = server.start();
        SharedFolder.enter(folder);
        return new EmbeddedPostgres(server, port, password);
    }

    /// The address of the database, without user and password.
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    /// The superuser of the server.
    public String user() {
        return PostgresServer.USER;
    }

    /// The user's password; never to be logged.
    public String password() {
        return password;
    }

    /// Gives the server up, and stops it if nobody else on this machine uses it. A second call does
    /// nothing.
    ///
    /// @throws EmbeddedFailure if it does not stop
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            SharedFolder.alone(server.folder(), this::leave);
        } catch (IOException e) {
            throw new EmbeddedFailure("The embedded PostgreSQL cannot be stopped", e);
        }
    }

    private boolean leave() throws IOException {
        boolean last = SharedFolder.leave(server.folder());
        if (last) {
            server.stop();
        }
        return last;
    }
}
