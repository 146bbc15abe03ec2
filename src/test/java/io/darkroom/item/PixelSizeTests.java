package io.darkroom.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PixelSizeTests {

    @ParameterizedTest
    @CsvSource({"1:1, 1024×1024, 1920×1920, 2880×2880", "16:9, 1360×768, 2560×1440, 3840×2160",
            "3:2, 1248×832, 2336×1552, 3520×2336", "4:3, 1168×880, 2208×1648, 3312×2480",
            "5:4, 1136×912, 2144×1712, 3216×2560", "21:9, 1552×656, 2928×1248, 3840×1632"})
    void isWhatWasMeasured(String ratio, String k1, String k2, String k4) {
        var aspect = AspectRatio.parse(ratio).orElseThrow();
        assertThat(PixelSize.of(Resolution.K1, aspect)).hasToString(k1);
        assertThat(PixelSize.of(Resolution.K2, aspect)).hasToString(k2);
        assertThat(PixelSize.of(Resolution.K4, aspect)).hasToString(k4);
    }

    @ParameterizedTest
    @CsvSource({"9:16, 16:9", "2:3, 3:2", "3:4, 4:3", "4:5, 5:4"})
    void aPortraitIsATurnedLandscape(String portrait, String landscape) {
        for (var resolution : Resolution.values()) {
            var upright = PixelSize.of(resolution, AspectRatio.parse(portrait).orElseThrow());
            var turned = PixelSize.of(resolution, AspectRatio.parse(landscape).orElseThrow());
            assertThat(upright).isEqualTo(new PixelSize(turned.height(), turned.width()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void everySizeKeepsToTheRule(AspectRatio ratio) {
        for (var resolution : Resolution.values()) {
            var size = PixelSize.of(resolution, ratio);
            assertThat(size.width() % 16 + size.height() % 16).isZero();
            assertThat(Math.max(size.width(), size.height())).isLessThanOrEqualTo(3840);
            assertThat(size.isOff(ratio)).isFalse();
        }
    }

    @Test
    void isOffByMoreThanTwoInAHundred() {
        assertThat(new PixelSize(1019, 1000).isOff(AspectRatio.R1_1)).isFalse();
        assertThat(new PixelSize(1021, 1000).isOff(AspectRatio.R1_1)).isTrue();
        assertThat(new PixelSize(979, 1000).isOff(AspectRatio.R1_1)).isTrue();
    }

    @Test
    void refusesAnEdgeOfNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PixelSize(0, 9))
                .withMessageContaining("0x9");
    }
}
