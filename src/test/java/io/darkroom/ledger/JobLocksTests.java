package io.darkroom.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class JobLocksTests {

    @AutoClose
    private static final TestDatabase DATABASE = TestDatabase.create();

    private final JobLocks locks = DATABASE.ledger().locks();
    private final String job = "job-" + UUID.randomUUID();

    @Test
    void hasOneHolder() throws Exception {
        var taken = Threads.all(16, () -> locks.take(job));
        assertThat(taken).filteredOn(Optional::isPresent).hasSize(1);
        taken.forEach(lock -> lock.ifPresent(JobLocks.JobLock::close));
        assertThat(locks.taken(job)).isFalse();
    }

    @Test
    void isFreedWhenItIsClosed() {
        locks.take(job).orElseThrow().close();
        try (var again = locks.take(job).orElseThrow()) {
            assertThat(again.held()).isTrue();
        }
    }

    @Test
    @Timeout(10)
    void isFreedWhenItsConnectionDies() {
        var lock = locks.take(job).orElseThrow();
        kill();
        try (var another = locks.take(job).orElseThrow()) {
            assertThat(another.held()).isTrue();
            assertThat(lock.held()).isFalse();
        }
    }

    @Test
    @Timeout(10)
    void isTakenAgainWhereNobodyElseTookIt() {
        try (var lock = locks.take(job).orElseThrow()) {
            kill();
            assertThat(lock.held()).isTrue();
            assertThat(locks.take(job)).isEmpty();
        }
        assertThat(locks.taken(job)).isFalse();
    }

    @Test
    void isNotTakenAgainByWhoeverAsksAfterItWasClosed() {
        var lock = locks.take(job).orElseThrow();
        lock.close();
        assertThat(lock.held()).isFalse();
        assertThat(locks.taken(job)).isFalse();
    }

    @Test
    void isFreeAtOnceWhenItIsClosed() {
        for (int i = 0; i < 50; i++) {
            locks.take(job).orElseThrow().close();
            assertThat(DATABASE.jdbc().sql("""
                select count(*) from pg_locks where locktype = 'advisory'
                    and database = (select oid from pg_database where datname = current_database())
                """).query(Long.class).single()).isZero();
        }
    }

    private void kill() {
        DATABASE.jdbc().sql("""
            select pg_terminate_backend(l.pid) from pg_locks l
            where l.locktype = 'advisory'
                and l.database = (select oid from pg_database where datname = current_database())
            """).query(Boolean.class).list();
        while (locks.taken(job)) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void askingDoesNotDisturbWhoWantsToTakeIt() throws Exception {
        var asking = Threads.all(8, () -> locks.taken(job));
        assertThat(asking).containsOnly(false);
        try (var _ = locks.take(job).orElseThrow()) {
            assertThat(locks.taken(job)).isTrue();
        }
        assertThat(locks.taken(job)).isFalse();
    }

    @Test
    void otherJobsAreFree() {
        try (var _ = locks.take(job).orElseThrow();
                var other = locks.take(job + "2").orElseThrow()) {
            assertThat(other.held()).isTrue();
            assertThat(locks.taken(job + "3")).isFalse();
        }
    }
}
