package io.darkroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTests {

    private final Screen screen = new Screen();

    @ParameterizedTest
    @ValueSource(strings = {"run", "plan", "resume", "retry", "status", "runs", "items", "verify",
            "stop", "cancel", "sandbox"})
    void everyCommandExplainsItself(String command) {
        assertThat(help(command, "--help")).isEqualTo(Golden.text("help-" + command));
    }

    @Test
    void theCommandItselfListsCommandsAndExitCodes() {
        assertThat(help("--help")).isEqualTo(Golden.text("help"));
    }

    private String help(String... args) {
        assertThat(screen.execute(() -> {
            throw new IllegalStateException("Help opens nothing");
        }, args)).isZero();
        assertThat(screen.err()).isEmpty();
        return Stream.of(screen.out().split("\n", -1)).map(String::stripTrailing)
                .reduce((a, b) -> a + "\n" + b).orElseThrow();
    }
}
