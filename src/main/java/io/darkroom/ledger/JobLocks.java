package io.darkroom.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;

/// One owner for each job, in the whole database: a session's advisory lock on a connection of its
/// own. The server frees it when the owner's process dies, however it dies.
public final class JobLocks {

    /// How long the server waits for a client whose machine or network fell silent before it gives
    /// the lock to another: fifteen seconds, then three probes five seconds apart.
    public static final Duration SILENCE = Duration.ofSeconds(30);

    private static final String PROBES = """
        set tcp_keepalives_idle = 15; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3
        """;
    private static final String TAKE = """
        select pg_try_advisory_lock(hashtextextended('darkroom:job:' || ?, 0))
        """;
    private static final String TAKEN = """
        select exists (select from pg_locks l,
            hashtextextended('darkroom:job:' || ?, 0) as k
            where l.locktype = 'advisory' and l.objsubid = 1 and l.granted
                and l.database = (select oid from pg_database where datname = current_database())
                and l.classid::bigint = (k >> 32) & 4294967295
                and l.objid::bigint = k & 4294967295)
        """;

    private final DataSource single;

    JobLocks(DataSource single) {
        this.single = single;
    }

    /// The lock on a job; held until closed. Safe for many threads.
    public final class JobLock implements AutoCloseable {

        private final String job;
        private Connection connection;
        private boolean closed;

        private JobLock(String job, Connection connection) {
            this.job = job;
            this.connection = connection;
        }

        /// Whether the lock is held now; never again once it is closed. Where its connection broke, it
        /// is taken again on a new one if it is free: whether another had it in between, its holder has
        /// to find out elsewhere.
        ///
        /// @throws IllegalStateException if the database cannot be asked
        public synchronized boolean held() {
            if (closed) {
                return false;
            }
            if (stands()) {
                return true;
            }
            end(connection);
            var again = connect(job);
            again.ifPresent(fresh -> connection = fresh);
            return again.isPresent();
        }

        private boolean stands() {
            try {
                return connection.isValid(5);
            } catch (SQLException _) {
                return false;
            }
        }

        /// Frees the lock; who asks from now on finds it free, unless the connection is broken.
        @Override
        public synchronized void close() {
            closed = true;
            if (stands()) {
                free(connection);
            }
            end(connection);
        }
    }

    /// The server frees what a closed connection held, but some time after.
    private static void free(Connection connection) {
        try (var statement = connection.createStatement()) {
            statement.execute("select pg_advisory_unlock_all()");
        } catch (SQLException _) {
            return;
        }
    }

    /// A connection that cannot be closed is gone, and the lock with it.
    private static void end(Connection connection) {
        try {
            connection.close();
        } catch (SQLException _) {
            return;
        }
    }

    /// Takes the lock on a job without waiting; empty if another process or thread holds it.
    ///
    /// @throws IllegalStateException if the database cannot be asked
    public Optional<JobLock> take(String job) {
        return connect(job).map(connection -> new JobLock(job, connection));
    }

    /// A connection that holds the lock; empty if another one does.
    private Optional<Connection> connect(String job) {
        try {
            var connection = single.getConnection();
            boolean taken = false;
            try (var probes = connection.createStatement()) {
                probes.execute(PROBES);
                taken = answer(connection, TAKE, job);
                return taken ? Optional.of(connection) : Optional.empty();
            } finally {
                if (!taken) {
                    end(connection);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The job's lock cannot be asked for", e);
        }
    }

    /// Whether somebody holds the lock on a job now; asking does not disturb who wants to take it.
    ///
    /// @throws IllegalStateException if the database cannot be asked
    public boolean taken(String job) {
        try (var connection = single.getConnection()) {
            return answer(connection, TAKEN, job);
        } catch (SQLException e) {
            throw new IllegalStateException("The job's lock cannot be asked for", e);
        }
    }

    private static boolean answer(Connection connection, String sql, String job)
            throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, job);
            try (var row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }
}
