package io.darkroom.ledger;

import io.darkroom.item.RunId;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Which process works on a run, and when it was last heard of.
public final class Workers {

    private static final String SELECT = """
        select id, host, pid, started_at, ended_at is not null as ended,
            extract(epoch from now() - heartbeat_at)::bigint as age_s
        from worker\s""";

    private final JdbcClient jdbc;

    Workers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// A process that works or worked on a run.
    ///
    /// @param heartbeatAgeSeconds time since the last heartbeat by the database's clock
    public record Worker(String id, String host, long pid, Instant startedAt,
            long heartbeatAgeSeconds,
            boolean ended) {}

    /// This machine's name, as workers are entered with it.
    public static String thisHost() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException _) {
            return "localhost";
        }
    }

    /// Enters a worker.
    ///
    /// @param id unique among all workers ever
    public void enter(String id, RunId run, String host, long pid) {
        jdbc.sql("insert into worker (id, run_id, host, pid) values (:id, :run, :host, :pid)")
                .param("id", id).param("run", run.value()).param("host", host).param("pid", pid)
                .update();
    }

    /// Says that a worker is alive.
    public void heartbeat(String id) {
        jdbc.sql("update worker set heartbeat_at = now() where id = :id").param("id", id).update();
    }

    /// Says that a worker has ended in good order.
    public void leave(String id) {
        jdbc.sql("update worker set heartbeat_at = now(), ended_at = now() where id = :id")
                .param("id", id).update();
    }

    /// Workers of a run that did not end in good order: dead, cut off, or still at work.
    public List<Worker> unended(RunId run) {
        return jdbc.sql(SELECT + "where run_id = :run and ended_at is null order by started_at")
                .param("run", run.value()).query((row, _) -> read(row)).list();
    }

    /// The worker of a run that began last.
    public Optional<Worker> latest(RunId run) {
        return jdbc.sql(SELECT + "where run_id = :run order by started_at desc limit 1")
                .param("run", run.value()).query((row, _) -> read(row)).optional();
    }

    /// Whether another worker of a run was entered after this one: whoever has the job's lock enters
    /// itself before it does anything else.
    public boolean takenOver(RunId run, String id) {
        return latest(run).filter(last -> !last.id().equals(id)).isPresent();
    }

    private static Worker read(ResultSet row) throws SQLException {
        return new Worker(row.getString("id"), row.getString("host"), row.getLong("pid"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                row.getLong("age_s"), row.getBoolean("ended"));
    }
}
