package io.darkroom;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.check.Checker;
import io.darkroom.item.RunId;
import io.darkroom.sandbox.AnswerForm;
import io.darkroom.sandbox.Keys;
import io.darkroom.sandbox.Latency;
import io.darkroom.sandbox.SandboxOptions;
import io.darkroom.sandbox.SandboxServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A run that is told to stop when its last requests are on the wire.
final class LastItemsTests {

    private static final String STATE = "select state from run where id = ?";

    @TempDir
    private Path home;

    @Test
    void arePublishedWhenTheRunIsResumed() throws Exception {
        try (var server = slow()) {
            var run = drainedAtTheEnd(server);
            try (var darkroom = darkroom(server)) {
                assertThat(darkroom.sql().states(run)).isEqualTo(Map.of("SUCCEEDED", 24L));
                assertThat(darkroom.sql().text(STATE, run)).isEqualTo("STOPPED");

                darkroom.runs().resume(new RunId(run),
                        TestDarkroom.options(Optional.empty(), _ -> {}));
                assertThat(darkroom.sql().text(STATE, run)).isEqualTo("COMPLETED");
                assertThat(Checker.check(darkroom.end(run).bill(bill()).posts(24))).isEmpty();
            }
        }
    }

    private String drainedAtTheEnd(SandboxServer server) throws Exception {
        try (var darkroom = darkroom(server);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var run = threads.submit(() -> darkroom.run(TestDarkroom.job(TestDarkroom.DEMO)));
            Workplace.until(() -> server.posts() == 24);
            darkroom.runs().drain();
            return run.get();
        }
    }

    private TestDarkroom darkroom(SandboxServer server) {
        return TestDarkroom.open(home, "darkroom.sandbox.url=" + server.baseUrl());
    }

    private SandboxServer slow() {
        return SandboxServer.start(new SandboxOptions(0, "127.0.0.1", new Latency(700, 0), 0, 0,
                AnswerForm.URL, Optional.of(bill()), List.of(), Optional.empty(), Keys.IGNORED,
                1));
    }

    private Path bill() {
        return home.resolve("bill").resolve("bill.jsonl");
    }
}
