package io.darkroom.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The whole configuration of the server, written anew at each start.
record ServerSettings(int port) {

    /// What matters: a commit is on disk when it is acknowledged; reachable from this machine with
    /// the password only; no shared memory or socket outside the data folder; and no statement in
    /// the log, because statements carry prompts.
    private static final String SETTINGS = """
        listen_addresses = '127.0.0.1'
        unix_socket_directories = ''
        max_connections = 100
        password_encryption = scram-sha-256

        fsync = on
        synchronous_commit = on
        full_page_writes = on
        shared_buffers = 64MB
        dynamic_shared_memory_type = mmap
        huge_pages = off
        jit = off

        timezone = 'UTC'
        log_timezone = 'UTC'
        log_min_messages = warning
        log_min_error_statement = panic
        log_error_verbosity = terse
        log_parameter_max_length = 0
        log_checkpoints = off
        log_line_prefix = '%m '
        """;

    private static final String ACCESS = "host all all 127.0.0.1/32 scram-sha-256\n";

    /// Writes both files into the data folder.
    void write(Path data) throws IOException {
        Files.writeString(data.resolve("postgresql.conf"), "port = " + port + "\n" + SETTINGS);
        Files.writeString(data.resolve("pg_hba.conf"), ACCESS);
    }
}
