package io.darkroom;

import java.math.BigDecimal;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Asks the database in plain SQL, so that a check shares no code with what it checks.
record Sql(String url, String user, String password) {

    /// Makes a value of a row.
    interface Reader<T> {

        T read(ResultSet row) throws SQLException;
    }

    <T> List<T> list(Reader<T> reader, String query, Object... parameters) {
        try (var connection = DriverManager.getConnection(url, user, password);
                var statement = connection.prepareStatement(query)) {
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

    List<String> texts(String query, Object... parameters) {
        return list(row -> row.getString(1), query, parameters);
    }

    String text(String query, Object... parameters) {
        return texts(query, parameters).getFirst();
    }

    long number(String query, Object... parameters) {
        return list(row -> row.getLong(1), query, parameters).getFirst();
    }

    BigDecimal money(String query, Object... parameters) {
        return list(row -> row.getBigDecimal(1), query, parameters).getFirst().stripTrailingZeros();
    }

    /// How many items of a run are in each state.
    Map<String, Long> states(String run) {
        return list(row -> Map.entry(row.getString(1), row.getLong(2)),
                "select state, count(*) from item where run_id = ? group by 1", run).stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// Requests of a run that may have reached the provider.
    long requests(String run) {
        return number("""
            select count(*) from attempt where run_id = ? and outcome is distinct from 'UNSENT'
            """, run);
    }

    /// Where Spring Batch's last execution of a run stands.
    String batchStatus(String run) {
        return text("""
            select e.status from batch_job_execution e
            join batch_job_execution_params p on p.job_execution_id = e.job_execution_id
            where p.parameter_name = 'run' and p.parameter_value = ?
            order by e.job_execution_id desc limit 1
            """, run);
    }

    /// Does not print the password.
    @Override
    public String toString() {
        return url;
    }
}
