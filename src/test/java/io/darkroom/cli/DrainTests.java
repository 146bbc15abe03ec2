package io.darkroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DrainTests {

    private final List<String> done = new ArrayList<>();
    private final CountDownLatch aborted = new CountDownLatch(1);

    @Test
    void theFirstSignalDrainsAndSaysWhatFollows() {
        try (var drain = drain(Duration.ofMinutes(10))) {
            drain.signal(15);
            assertThat(done).containsExactly("drain",
                    "waiting up to 10 min; again to stop at once");
            assertThat(drain.exitCode()).isEqualTo(143);
        }
    }

    @Test
    void theSecondSignalEndsAtOnce() {
        try (var drain = drain(Duration.ofMinutes(10))) {
            drain.signal(15);
            drain.signal(2);
            assertThat(done).last().isEqualTo("halt 130");
        }
    }

    @Test
    void noSignalMeansNoExitCode() {
        try (var drain = drain(Duration.ofMinutes(10))) {
            assertThat(drain.exitCode()).isZero();
        }
    }

    @Test
    void whatIsOnTheWireIsGivenUpShortlyBeforeTheGraceEnds() throws InterruptedException {
        try (var drain = drain(Duration.ofSeconds(5))) {
            drain.signal(2);
            assertThat(aborted.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private Drain drain(Duration grace) {
        return new Drain(new Drain.Actions(() -> done.add("drain"), aborted::countDown,
                code -> done.add("halt " + code)), grace, done::add);
    }
}
