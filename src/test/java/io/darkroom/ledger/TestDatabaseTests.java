package io.darkroom.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TestDatabaseTests {

    @Test
    void isMigratedAndFreshEachTime() {
        try (var first = TestDatabase.create(); var second = TestDatabase.create()) {
            new TestJob(first.ledger()).run(Items.item(1, "A-1", "a kite"));
            assertThat(first.ledger().runs().list(10)).hasSize(1);
            assertThat(second.ledger().runs().list(10)).isEmpty();
        }
    }

    @Test
    void itsSessionsLiveFarFromUtc() {
        try (var database = TestDatabase.create()) {
            assertThat(database.jdbc().sql("show time zone").query(String.class).single())
                    .isEqualTo("America/Los_Angeles");
        }
    }
}
