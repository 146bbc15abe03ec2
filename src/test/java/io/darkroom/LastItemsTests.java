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

    /// As a process leaves them that dies between writing a step down and its context.
    @Test
    void areMadeThoughSpringBatchForgotTheLanes() throws Exception {
        try (var server = slow()) {
            var run = drainedAfter(8, server);
            try (var darkroom = darkroom(server)) {
                assertThat(darkroom.sql().texts("""
                    delete from batch_step_execution_context where step_execution_id in (
                        select step_execution_id from batch_step_execution
                        where step_name like 'lane:%') returning 'gone'""")).isNotEmpty();

                darkroom.runs().resume(new RunId(run),
                        TestDarkroom.options(Optional.empty(), _ -> {}));
                assertThat(darkroom.sql().text(STATE, run)).isEqualTo("COMPLETED");
                assertThat(server.posts()).isEqualTo(24);
            }
        }
    }

    private String drainedAtTheEnd(SandboxServer server) throws Exception {
        return drainedAfter(24, server);
    }

    private String drainedAfter(int posts, SandboxServer server) throws Exception {
        try (var darkroom = darkroom(server);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var run = threads.submit(() -> darkroom.run(TestDarkroom.job(TestDarkroom.DEMO)));
            Workplace.until(() -> server.posts() >= posts);
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
