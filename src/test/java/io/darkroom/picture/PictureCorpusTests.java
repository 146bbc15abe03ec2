package io.darkroom.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.item.PixelSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Pictures of others, made to try every corner of their formats.
@Tag("corpus")
final class PictureCorpusTests {

    private static final Path DATA = Path.of("..", "shared", "data");
    private static final Normaliser NORMALISER = new Normaliser(Duration.ofMinutes(1));

    @TempDir
    private Path folder;

    @AfterAll
    static void close() {
        NORMALISER.close();
    }

    @ParameterizedTest
    @MethodSource("wholePngs")
    void drawsAPngAsTheStandardSays(Path png) throws Exception {
        var fit = NORMALISER.normalise(png, folder.resolve("target"));

        var seen = Samples.pixels(ImageIO.read(fit.file().toFile())).argb();
        if (fit.file().equals(png)) {
            assertThat(Original.read(png).structure().traits()).isEmpty();
        } else {
            assertSame(seen, PngReference.argb(png));
        }
    }

    @ParameterizedTest
    @MethodSource("corruptPngs")
    void refusesACorruptPng(Path png) {
        assertThatThrownBy(() -> NORMALISER.normalise(png, folder.resolve("target")))
                .isInstanceOf(NotAnImage.class).hasMessageStartingWith("The ");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8})
    void standsAPhotographUpright(int tag) throws Exception {
        var fit = NORMALISER.normalise(landscape(tag), folder.resolve("target"));

        assertThat(fit.facts().size()).isEqualTo(new PixelSize(1800, 1200));
        assertThat(difference(fit.file(), landscape(1))).isLessThan(4);
        assertThat(fit.file().equals(landscape(tag))).isEqualTo(tag < 2);
    }

    /// Alpha to the bit, colours to a rounding, and none where nothing is to be seen.
    private static void assertSame(int[] seen, int[] wanted) {
        assertThat(seen).hasSameSizeAs(wanted);
        for (int i = 0; i < seen.length; i++) {
            assertThat(seen[i] >>> 24).as("alpha of pixel %d", i).isEqualTo(wanted[i] >>> 24);
            for (int shift = 0; seen[i] >>> 24 != 0 && shift < 24; shift += 8) {
                assertThat(seen[i] >> shift & 0xff).as("pixel %d", i)
                        .isBetween((wanted[i] >> shift & 0xff) - 1,
                                (wanted[i] >> shift & 0xff) + 1);
            }
        }
    }

    /// Mean difference of a sample.
    private static double difference(Path one, Path other) throws IOException {
        var left = Samples.pixels(ImageIO.read(one.toFile())).argb();
        var right = Samples.pixels(ImageIO.read(other.toFile())).argb();
        long sum = 0;
        for (int i = 0; i < left.length; i++) {
            for (int shift = 0; shift < 24; shift += 8) {
                sum += Math.abs((left[i] >> shift & 0xff) - (right[i] >> shift & 0xff));
            }
        }
        return sum / 3.0 / left.length;
    }

    private static Path landscape(int tag) {
        return DATA.resolve("exif-orientation").resolve("Landscape_" + tag + ".jpg");
    }

    private static Stream<Path> wholePngs() throws IOException {
        return pngs().filter(png -> !isCorrupt(png));
    }

    private static Stream<Path> corruptPngs() throws IOException {
        return pngs().filter(PictureCorpusTests::isCorrupt);
    }

    private static boolean isCorrupt(Path png) {
        return png.getFileName().toString().startsWith("x");
    }

    private static Stream<Path> pngs() throws IOException {
        try (var files = Files.list(DATA.resolve("pngsuite").resolve("png"))) {
            return files.sorted().toList().stream();
        }
    }
}
