package io.darkroom.check;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/// Triggers that write down every change of the ledger's state, in the order of the commits of each
/// row, for [Checker] to judge. Triggers and their table are the checker's own; what is rolled back
/// leaves no trace.
public final class Watch {

    static final String INSTALL = """
        create schema storm_watch;
        create table storm_watch.change (
            seq     bigint generated always as identity primary key,
            at      timestamptz not null default clock_timestamp(),
            xid     xid8  not null default pg_current_xact_id(),
            subject text  not null,
            op      text  not null,
            run_id  text  not null,
            thing   text  not null,
            before  jsonb,
            after   jsonb
        );
        create index on storm_watch.change (subject, thing, seq);
        create function storm_watch.note() returns trigger language plpgsql security definer as $$
        declare
            state jsonb := to_jsonb(coalesce(new, old));
        begin
            insert into storm_watch.change (subject, op, run_id, thing, before, after)
            values (tg_table_name, tg_op, state ->> 'run_id',
                coalesce(state ->> 'item_id', state ->> 'id', state ->> 'run_id'),
                case when tg_op <> 'INSERT' then to_jsonb(old) end,
                case when tg_op <> 'DELETE' then to_jsonb(new) end);
            return null;
        end $$;
        create trigger storm_watch after insert or update or delete on item
            for each row execute function storm_watch.note();
        create trigger storm_watch after insert or update or delete on attempt
            for each row execute function storm_watch.note();
        create trigger storm_watch after insert or update or delete on budget
            for each row execute function storm_watch.note();
        """;

    private Watch() {}

    /// Installs the triggers; call it when the ledger's tables are there and before the first run.
    ///
    /// @throws SQLException if the tables are not there, or are watched already
    public static void install(String url, String user, String password) throws SQLException {
        try (var connection = DriverManager.getConnection(url, user, password)) {
            install(connection);
        }
    }

    private static void install(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute(INSTALL);
        }
        connection.commit();
    }
}
