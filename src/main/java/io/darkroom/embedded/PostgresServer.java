package io.darkroom.embedded;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The server of one folder: finds it running, or starts it; stops it. To be called by one process
/// at a time.
///
/// @param folder holds `data`, `server.log`, `password` and `port`
record PostgresServer(Path folder, Binaries binaries, Account account) {

    static final String USER = "darkroom";

    private static final int ATTEMPTS = 20;
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int PATIENCE_SECONDS = 60;
    private static final long LOG_LIMIT = 1 << 20;
    private static final int LOG_TAIL_LINES = 12;

    /// The port of the running server, which is started if it does not run, and its data folder
    /// created if there is none. A server that was killed recovers by itself.
    int start() throws IOException {
        if (!Files.exists(data())) {
            initialise();
        }
        var said = "";
        for (int i = 0; i < ATTEMPTS; i++) {
            var running = runningPort();
            if (running.isPresent()) {
                return running.get();
            }
            said = launch();
        }
        throw new EmbeddedFailure(
                "PostgreSQL did not start: " + said + "\n" + log() + ":\n" + tail());
    }

    /// Ends the server, if it runs, and whatever is still connected to it.
    void stop() throws IOException {
        if (PidFile.read(data()).flatMap(PidFile::server).isEmpty()) {
            return;
        }
        var result = account.run(folder, pgCtl("stop", "-m", "fast"));
        if (!result.succeeded()) {
            throw new EmbeddedFailure("PostgreSQL did not stop: " + result.output());
        }
    }

    /// Into a draft that is renamed at the end: a data folder that exists is whole.
    private void initialise() throws IOException {
        var draft = folder.resolve("data-draft");
        Folders.delete(draft);
        var result = account.run(folder,
                List.of(binaries.program("initdb"), "--pgdata=" + draft, "--username=" + USER,
                        "--pwfile=" + folder.resolve("password"), "--auth=scram-sha-256",
                        "--encoding=UTF8", "--locale=C", "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8", "--no-instructions"));
        if (!result.succeeded()) {
            throw new EmbeddedFailure("PostgreSQL cannot create its data below " + folder + ": "
                    + result.output());
        }
        Files.move(draft, data());
    }

    /// Waits while a server is starting or stopping; empty once there is none.
    private Optional<Integer> runningPort() throws IOException {
        long polls = Duration.ofSeconds(PATIENCE_SECONDS).dividedBy(PAUSE);
        for (long i = 0; i < polls; i++) {
            var file = PidFile.read(data());
            if (file.isEmpty()) {
                return Optional.empty();
            }
            if (file.get().server().isEmpty()) {
                file.get().disown();
                return Optional.empty();
            }
            if (file.get().readyPort().isPresent()) {
                return file.get().readyPort();
            }
            pause();
        }
        throw new EmbeddedFailure("PostgreSQL neither starts nor stops\n" + log() + ":\n" + tail());
    }

    /// One try. It fails while children of a killed server still end, and when another program took
    /// the port in the same moment; the next try may succeed.
    private String launch() throws IOException {
        trimLog();
        int port = choosePort();
        new ServerSettings(port).write(data());
        var result = account.run(folder, pgCtl("start", "-l", log().toString()));
        if (result.succeeded()) {
            Files.writeString(folder.resolve("port"), port + "\n");
        } else {
            pause();
        }
        return result.output();
    }

    /// The words of a `pg_ctl` call that waits. It starts the server in a session of its own, so
    /// that a Ctrl-C at the terminal does not reach it.
    private List<String> pgCtl(String verb, String... more) {
        var words = new ArrayList<>(List.of(binaries.program("pg_ctl"), verb, "-D",
                data().toString(), "-w", "-t", Integer.toString(PATIENCE_SECONDS)));
        words.addAll(List.of(more));
        return words;
    }

    /// The last one if it is free, so that clients of a server that crashed find it again.
    private int choosePort() throws IOException {
        var local = InetAddress.getLoopbackAddress();
        try (var socket = new ServerSocket(lastPort(), 1, local)) {
            return socket.getLocalPort();
        } catch (BindException _) {
            try (var socket = new ServerSocket(0, 1, local)) {
                return socket.getLocalPort();
            }
        }
    }

    private int lastPort() throws IOException {
        try {
            return Integer.parseInt(Files.readString(folder.resolve("port")).strip());
        } catch (NoSuchFileException | NumberFormatException _) {
            return 0;
        }
    }

    private void trimLog() throws IOException {
        if (Files.exists(log()) && Files.size(log()) > LOG_LIMIT) {
            Files.delete(log());
        }
    }

    private String tail() throws IOException {
        if (!Files.exists(log())) {
            return "(no log)";
        }
        var lines = Files.readAllLines(log());
        return String.join("\n",
                lines.subList(Math.max(0, lines.size() - LOG_TAIL_LINES), lines.size()));
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedFailure("Interrupted while waiting for PostgreSQL", e);
        }
    }

    private Path data() {
        return folder.resolve("data");
    }

    private Path log() {
        return folder.resolve("server.log");
    }
}
