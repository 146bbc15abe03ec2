package io.darkroom.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class DailyBudgetMigrationTests {

    @AutoClose
    private static final TestDatabase DATABASE = TestDatabase.create();

    @Test
    void requestsFromBeforeCountOnTheDayOnWhichTheyWereSent() {
        migrate("2");
        var jdbc = JdbcClient.create(new DriverManagerDataSource(
                DATABASE.url() + "?currentSchema=old", DATABASE.user(), DATABASE.password()));
        jdbc.sql("""
            insert into run (id, job, state, definition, manifest, folder, snapshot, input_sha256,
                item_limit) values ('r1', 'shop', 'STOPPED', '', '', '', '', '', 0),
                ('r2', 'shop', 'STOPPED', '', '', '', '', '', 0);
            insert into attempt (item_id, run_id, claim_no, idempotency_key, reserved_usd, sent_at,
                ended_at, outcome, cost_usd) values
                (1, 'r1', 1, 'k', 0.06, '2026-11-20T23:59:59Z', now(), 'RENDERED', 0.05),
                (2, 'r1', 1, 'k', 0.06, '2026-11-20T23:59:59Z', now(), 'UNKNOWN', null),
                (3, 'r2', 1, 'k', 0.22, '2026-11-20T00:00:00Z', null, null, null),
                (4, 'r2', 1, 'k', 0.22, '2026-11-21T00:00:00Z', now(), 'THROTTLED', 0)
            """).update();
        migrate("latest");
        assertThat(jdbc.sql("select * from daily_budget order by day")
                .query((row, _) -> "%s %s %s %s"
                        .formatted(row.getString("job"), row.getString("day"),
                                row.getString("reserved_usd"), row.getString("spent_usd")))
                .list()).containsExactly("shop 2026-11-20 0.280000 0.050000",
                        "shop 2026-11-21 0.000000 0.000000");
    }

    private static void migrate(String version) {
        Flyway.configure().dataSource(DATABASE.url(), DATABASE.user(), DATABASE.password())
                .schemas("old").target(version).locations("classpath:db/migration").load()
                .migrate();
    }
}
