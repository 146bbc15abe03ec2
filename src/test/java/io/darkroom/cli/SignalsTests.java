package io.darkroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(OS.WINDOWS)
class SignalsTests {

    @Test
    void aSignalReachesTheHandlerInsteadOfEndingTheProcess() throws Exception {
        var heard = new CompletableFuture<Integer>();
        try (var _ = Signals.handle(heard::complete)) {
            var pid = Long.toString(ProcessHandle.current().pid());
            assertThat(new ProcessBuilder("kill", "-TERM", pid).start().waitFor()).isZero();
            assertThat(heard.get(10, TimeUnit.SECONDS)).isEqualTo(15);
        }
    }
}
