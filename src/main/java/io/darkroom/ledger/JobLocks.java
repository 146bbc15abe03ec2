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

    /// The lock on a job; held until closed.
    public static final class JobLock implements AutoCloseable {

        private final Connection connection;

        private JobLock(Connection connection) {
            this.connection = connection;
        }

        /// Whether the lock's connection still stands. False means that somebody else may own the
        /// job: nothing more may be sent.
        public boolean held() {
            try {
                return connection.isValid(5);
            } catch (SQLException e) {
                return false;
            }
        }

        @Override
        public void close() {
            try {
                connection.close();
            } catch (SQLException _) {
                // A connection that cannot be closed is gone, and the lock with it.
                return;
            }
        }
    }

    /// Takes the lock on a job without waiting; empty if another process or thread holds it.
    ///
    /// @throws IllegalStateException if the database cannot be asked
    public Optional<JobLock> take(String job) {
        try {
            var lock = new JobLock(single.getConnection());
            boolean taken = false;
            try (var probes = lock.connection.createStatement()) {
                probes.execute(PROBES);
                taken = answer(lock.connection, TAKE, job);
                return taken ? Optional.of(lock) : Optional.empty();
            } finally {
                if (!taken) {
                    lock.close();
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
