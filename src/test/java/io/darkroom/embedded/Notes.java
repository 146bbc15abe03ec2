package io.darkroom.embedded;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/// A table with one row per note, to see what a server still knows.
record Notes(EmbeddedPostgres server) {

    void add(String text) throws SQLException {
        try (var connection = connect(); var statement = connection.createStatement()) {
            statement.execute("create table if not exists note (text text)");
            statement.execute("insert into note values ('" + text + "')");
        }
    }

    long count() throws SQLException {
        return Long.parseLong(ask("select count(*) from note"));
    }

    String ask(String query) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
    }
}
