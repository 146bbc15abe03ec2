package io.darkroom.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A connection on which the end state can be asked for in SQL: the product's tables, and temporary
/// ones with what was seen elsewhere. Changes nothing that outlives it.
final class Facts implements AutoCloseable {

    private static final int BATCH = 1000;
    private static final String TABLES = """
        create temp table terms (per_minute bigint, at_once bigint, max_tries bigint,
            open_at_kills bigint, post_count bigint, keys_honoured boolean, finished boolean,
            watched boolean, zombies boolean, retried_known boolean, bill_known boolean,
            on_wire boolean);
        create temp table our_run (run text primary key, repeated boolean);
        create temp table expected (run text, name text);
        create temp table retried (item bigint);
        create temp table quiet (began timestamptz, ended timestamptz, why text);
        create temp table charge (at timestamptz, request_id text, key text, usd numeric);
        create temp table post (at timestamptz, ended_at timestamptz, key text, status integer);
        """;
    private static final String VIEWS = """
        create temp table our_item as select i.* from item i join our_run on run = i.run_id;
        create index on our_item (id);
        create temp table our_attempt as select a.* from attempt a join our_run on run = a.run_id;
        create index on our_attempt (idempotency_key);
        create index on our_attempt (item_id);
        create temp table our_charge as
            select c.*, o.run from charge c join our_run o on starts_with(c.key, o.run || '-');
        create index on our_charge (key);
        create temp table our_post as
            select p.*, o.run from post p join our_run o on starts_with(p.key, o.run || '-');
        create temp view our_execution as
            select p.parameter_value as run, e.job_execution_id as id, e.status, e.start_time,
                e.end_time
            from batch_job_execution e join batch_job_execution_params p using (job_execution_id)
                join our_run o on o.run = p.parameter_value where p.parameter_name = 'run';
        create temp view our_worker as
            select w.id, r.job, w.run_id, w.started_at,
                coalesce(w.ended_at, w.heartbeat_at) as last_seen
            from worker w join our_run o on o.run = w.run_id join run r on r.id = w.run_id;
        create temp table request as
            select s.*, (select count(*) from worker w
                where w.run_id = s.run and w.started_at <= s.at) as epoch
            from (
                select run, key, at, ended_at, status, true as on_wire from our_post
                union all
                select run_id, idempotency_key, sent_at, ended_at, http_status, false
                from our_attempt, terms
                where not terms.on_wire and outcome is distinct from 'UNSENT') s;
        analyze our_item, our_attempt, our_charge, our_post, request;
        """;
    private static final String WATCHED = """
        create temp view our_change as
            select c.* from storm_watch.change c join our_run o on o.run = c.run_id;
        create temp view item_change as
            select seq, at, op, run_id, thing, before, after, before ->> 'state' as state_before,
                after ->> 'state' as state, before ->> 'owner' as owner_before,
                after ->> 'owner' as owner, (before ->> 'claim_no')::integer as claim_before,
                (after ->> 'claim_no')::integer as claim,
                (before ->> 'retries')::integer as retries_before,
                (after ->> 'retries')::integer as retries
            from our_change where subject = 'item';
        """;

    private final Connection connection;

    /// Makes a value of a row.
    @FunctionalInterface
    interface Reader<T> {

        T read(ResultSet row) throws SQLException;
    }

    private Facts(Connection connection) {
        this.connection = connection;
    }

    /// Opens the connection, with one transaction for everything.
    static Facts open(EndState end) {
        try {
            var connection = DriverManager.getConnection(end.url, end.user, end.password);
            connection.setAutoCommit(false);
            return new Facts(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("The database cannot be reached", e);
        }
    }

    /// Makes and fills the tables.
    void fill(EndState end) {
        try {
            tables(end);
        } catch (SQLException e) {
            throw new IllegalStateException("The end state cannot be read; was Watch installed?",
                    e);
        }
    }

    private void tables(EndState end) throws SQLException {
        execute(TABLES);
        insert("insert into terms values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                Stream.<@Nullable Object[]>of(terms(end)));
        insert("insert into our_run values (?, ?)",
                end.runs.stream().map(run -> new Object[]{run, end.repeats.contains(run)}));
        insert("insert into expected values (?, ?)", end.entries.entrySet().stream().flatMap(
                run -> run.getValue().stream().map(name -> new Object[]{run.getKey(), name})));
        insert("insert into retried values (?)", end.retried.stream().flatMap(items -> items
                .stream().map(item -> new Object[]{item})));
        insert("insert into quiet values (?, ?, ?)", end.quiet.stream()
                .map(q -> new Object[]{time(q.from()), time(q.to()), q.why()}));
        insert("insert into charge values (?, ?, ?, ?)",
                end.bill.stream().flatMap(bill -> bill.get().charges().stream())
                        .map(c -> new Object[]{time(c.at()), c.requestId(), c.key(), c.usd()}));
        for (var posts : end.posts.stream().toList()) {
            read(posts);
        }
        execute(VIEWS);
        if (end.watched) {
            execute(WATCHED);
        }
    }

    private static @Nullable Object[] terms(EndState end) {
        return new @Nullable Object[]{orNull(end.perMinute), orNull(end.atOnce), end.maxTries,
                orNull(end.openAtKills), orNull(end.postCount), end.keysHonoured, end.finished,
                end.watched, end.zombies, end.retried.isPresent(), end.bill.isPresent(),
                end.posts.isPresent()};
    }

    private static @Nullable Long orNull(OptionalLong number) {
        return number.isPresent() ? number.getAsLong() : null;
    }

    private void read(Path posts) throws SQLException {
        try (var lines = Files.lines(posts)) {
            insert("insert into post values (?, ?, ?, ?)",
                    lines.map(line -> post(JsonMapper.shared().readTree(line))));
        } catch (IOException e) {
            throw new UncheckedIOException("The posts cannot be read", e);
        }
    }

    private static Object[] post(JsonNode line) {
        return new Object[]{time(Instant.parse(line.path("at").asString())),
                time(Instant.parse(line.path("ended_at").asString())),
                line.path("key").asString(), line.path("status").asInt()};
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private void execute(String statements) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(statements);
        }
    }

    private void insert(String statement, Stream<@Nullable Object[]> rows) throws SQLException {
        try (var insert = connection.prepareStatement(statement)) {
            int waiting = 0;
            for (var row : (Iterable<@Nullable Object[]>) rows::iterator) {
                for (int i = 0; i < row.length; i++) {
                    insert.setObject(i + 1, row[i]);
                }
                insert.addBatch();
                waiting = (waiting + 1) % BATCH;
                if (waiting == 0) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
        }
    }

    /// The violations that a rule finds.
    List<Violation> ask(Rule rule) {
        return list(row -> new Violation(rule.invariant(), row.getString(1), row.getString(2)),
                rule.sql());
    }

    /// All rows of an answer.
    <T> List<T> list(Reader<T> reader, String query, Object... parameters) {
        try (var statement = connection.prepareStatement(query)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (var rows = statement.executeQuery()) {
                var list = new ArrayList<T>();
                while (rows.next()) {
                    list.add(reader.read(rows));
                }
                return list;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The database cannot be asked: " + query, e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("The connection cannot be closed", e);
        }
    }
}
