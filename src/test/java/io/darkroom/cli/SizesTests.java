package io.darkroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizesTests {

    @ParameterizedTest
    @CsvSource({"0, 0 bytes", "999, 999 bytes", "1000, 1.0 kB", "999949, 999.9 kB",
            "999950, 1.0 MB", "3400000, 3.4 MB", "7000000000000000, 7000.0 TB"})
    void aNumberOfBytesHasOneDecimalAndAUnit(long bytes, String text) {
        assertThat(Sizes.text(bytes)).isEqualTo(text);
    }
}
