package io.darkroom.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.engine.RunControl;
import io.darkroom.ledger.Items;
import io.darkroom.ledger.JobLocks.JobLock;
import io.darkroom.ledger.Ledger;
import io.darkroom.ledger.TestDatabase;
import io.darkroom.ledger.TestJob;
import io.darkroom.limit.PacedPermits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class PulseTests {

    private static final int RUNS = 24;

    @AutoClose
    private static final TestDatabase DATABASE = TestDatabase.create();

    private final Ledger ledger = DATABASE.ledger();

    @Test
    void leavesTheLockAloneWhenItEnds() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var kept = new ArrayList<Future<Boolean>>();
            for (int n = 0; n < RUNS; n++) {
                kept.add(threads.submit(this::keepsTheLock));
            }
            for (var lock : kept) {
                assertThat(lock.get()).isTrue();
            }
        }
    }

    /// Ends the pulse in the moment in which it asks for the lock.
    private boolean keepsTheLock() throws InterruptedException {
        var job = new TestJob(ledger);
        var run = job.run(Items.item(1, "A-1", "a kite"));
        var asked = new CountDownLatch(1);
        try (var lock = ledger.locks().take(job.name()).orElseThrow()) {
            var pulse = new Pulse(ledger, run, "ann", () -> asked(asked, lock),
                    new Fence(new SystemClock()),
                    new RunControl(new PacedPermits(60, 1, System::nanoTime)),
                    Duration.ofMinutes(1));
            asked.await();
            pulse.close();
            return ledger.locks().taken(job.name()) && lock.held();
        }
    }

    private static boolean asked(CountDownLatch asked, JobLock lock) {
        asked.countDown();
        return lock.held();
    }
}
