package io.darkroom;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.check.Checker;
import io.darkroom.sandbox.Keys;
import io.darkroom.sandbox.SandboxOptions;
import io.darkroom.sandbox.SandboxServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A provider that is held to honour keys, in front of 80 orders of which every fifth answer is lost.
final class KeysBilledAgainTests {

    private static final int ITEMS = 80;

    @TempDir
    private Path folder;

    @Test
    void stopTheRunBeforeFiftyImagesArePaidTwice() throws Exception {
        try (var server = server(Keys.IGNORED); var darkroom = darkroom(server)) {
            var run = darkroom.run(TestDarkroom.job(job()));

            assertThat(darkroom.sql().texts("select halt_reason from run where id = ?", run))
                    .containsExactly("KEYS_BILLED_AGAIN");
            assertThat(paidTwice(server)).isBetween(1L, 50L);
        }
    }

    @Test
    void areNotSuspectedOfAProviderThatBillsThemOnce() throws Exception {
        try (var server = server(Keys.HONOURED); var darkroom = darkroom(server)) {
            var run = darkroom.run(TestDarkroom.job(job()));

            assertThat(
                    darkroom.sql().texts("select coalesce(halt_reason, '') from run where id = ?",
                            run))
                    .doesNotContain("KEYS_BILLED_AGAIN");
            assertThat(paidTwice(server)).isZero();
            assertThat(
                    Checker.check(darkroom.end(run).bill(bill()).honouringKeys().tries(3)
                            .unfinished()))
                    .isEmpty();
        }
    }

    private SandboxServer server(Keys keys) {
        return SandboxServer.start(SandboxOptions.DEFAULT.keeping(keys).billing(bill())
                .failing("*=reset:billed:once:20%"));
    }

    private Path bill() {
        return folder.resolve("bill").resolve("bill.jsonl");
    }

    private TestDarkroom darkroom(SandboxServer server) {
        return TestDarkroom.open(folder.resolve("home"),
                "darkroom.hinow.base-url=" + server.baseUrl(), "darkroom.hinow.api-key=hi_test",
                "darkroom.hinow.idempotency=honoured");
    }

    private Path job() throws IOException {
        Files.writeString(folder.resolve("items.csv"), IntStream.rangeClosed(1, ITEMS)
                .mapToObj(n -> "item-%d,Picture %d\n".formatted(n, n))
                .collect(Collectors.joining("", "id,prompt\n", "")));
        return Files.writeString(folder.resolve("items.yaml"), """
            manifest: items.csv
            provider: hinow
            defaults: {quality: low, output_format: jpeg}
            """);
    }

    private static long paidTwice(SandboxServer server) {
        Map<String, Long> charges = server.bill().stream().collect(Collectors
                .groupingBy(charge -> charge.idempotencyKey(), Collectors.counting()));
        return charges.values().stream().filter(count -> count > 1).count();
    }
}
