package io.darkroom.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class IntakeMigrationTests {

    @AutoClose
    private static final TestDatabase DATABASE = TestDatabase.create();

    private static final JdbcClient JDBC = JdbcClient.create(new DriverManagerDataSource(
            DATABASE.url() + "?currentSchema=old", DATABASE.user(), DATABASE.password()));

    @BeforeAll
    static void itemsOfARunThatWasBegunBefore() {
        migrate("8");
        JDBC.sql("""
            insert into run (id, job, state, definition, manifest, folder, snapshot, input_sha256,
                item_limit) values ('r1', 'shop', 'STOPPED', '', '', '', '', '', 0);
            insert into item_input (item_id, run_id, row_no, line_no, entry_id, variant, images,
                quality, resolution, aspect_ratio, output_format, columns, fingerprint) values
                (7, 'r1', 1, 2, 'A', '', '{}', 'low', '1k', '1:1', 'png',
                    '{"z": "1,\\"2\\"", "a": ""}', 'ff' || repeat('0', 62)),
                (8, 'r1', 2, 3, 'B', '', '{}', 'low', '1k', '1:1', 'png', '{}', null);
            insert into item (id, run_id, state) values (7, 'r1', 'PENDING'), (8, 'r1', 'INVALID')
            """).update();
        migrate("latest");
    }

    @Test
    void keepTheirColumnsInOrder() {
        assertThat(JDBC.sql("""
            select n.item_id || ' ' || c.names::text || ' ' || c.cells::text
            from item_input n join entry_columns c on c.first_item = n.block and n.place = 0
            order by n.item_id
            """).query(String.class).list()).containsExactly(
                "7 {z,a} [[\"1,\\\"2\\\"\",\"\"]]", "8 {} []");
    }

    @Test
    void areFoundByAPartOfTheirFingerprint() {
        assertThat(JDBC.sql("select to_hex(fingerprint_part) from item order by id")
                .query((row, _) -> String.valueOf(row.getString(1))).list())
                .isEqualTo(List.of("ff00000000000000", "null"));
    }

    @Test
    void letTheirRunGoOnWhereItWas() {
        assertThat(JDBC.sql("""
            update run set rows_read = 9 where id = 'r1' and coalesce(rows_read, 2) = 2
            """).update()).isOne();
    }

    private static void migrate(String version) {
        Flyway.configure().dataSource(DATABASE.url(), DATABASE.user(), DATABASE.password())
                .schemas("old").target(version).locations("classpath:db/migration").load()
                .migrate();
    }
}
