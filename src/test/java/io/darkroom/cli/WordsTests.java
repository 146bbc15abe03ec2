package io.darkroom.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.item.UnusableInput;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTests {

    @ParameterizedTest
    @CsvSource({"-5, 0 s", "0, 0 s", "59, 59 s", "60, 1 min", "200, 3 min 20 s", "3600, 1 h",
            "7500, 2 h 5 min"})
    void durationsAreSaidAsPeopleDo(long seconds, String text) {
        assertThat(Durations.text(Duration.ofSeconds(seconds))).isEqualTo(text);
    }

    @Test
    void theGraceIsTenMinutesUnlessTheEnvironmentSaysOtherwise() {
        assertThat(Grace.of(Map.of())).isEqualTo(Duration.ofMinutes(10));
        assertThat(Grace.of(Map.of("DARKROOM_GRACE_SECONDS", "30"))).hasSeconds(30);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "4", "-1", "86401", "soon", "99999999999"})
    void anOddGraceIsRefused(String text) {
        var environment = Map.of("DARKROOM_GRACE_SECONDS", text);
        assertThatThrownBy(() -> Grace.of(environment)).isInstanceOf(UnusableInput.class)
                .hasMessageContaining("seconds from 5 to 86400");
    }
}
