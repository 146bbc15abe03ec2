package io.darkroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class TerminalTests {

    private final Properties properties = new Properties();

    @Test
    void theLauncherKnowsBest() {
        properties.setProperty("darkroom.stderr.terminal", "true");
        properties.setProperty("darkroom.stdout.terminal", "false");
        properties.setProperty("COLUMNS", "132");
        assertThat(Terminal.detect(properties, Map.of(), false)).isEqualTo(
                new Terminal(true, false, 132));
    }

    @Test
    void noColorIsObeyed() {
        assertThat(Terminal.detect(properties, Map.of("NO_COLOR", "1"), true)).isEqualTo(
                new Terminal(true, false, 80));
        assertThat(Terminal.detect(properties, Map.of("NO_COLOR", ""), true).stdout()).isTrue();
    }

    @Test
    void aFileIsWide() {
        assertThat(Terminal.detect(properties, Map.of(), false).columns()).isEqualTo(200);
    }

    @Test
    void anOddWidthIsNotBelieved() {
        assertThat(Terminal.detect(properties, Map.of("COLUMNS", "0"), true).columns()).isEqualTo(
                20);
        assertThat(Terminal.detect(properties, Map.of("COLUMNS", "wide"), true).columns())
                .isEqualTo(80);
    }
}
