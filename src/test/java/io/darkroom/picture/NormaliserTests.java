package io.darkroom.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.item.OutputFormat;
import io.darkroom.item.PixelSize;
import io.darkroom.picture.Normaliser.Fit;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NormaliserTests {

    private static final Normaliser NORMALISER = new Normaliser(Duration.ofMinutes(1));

    @TempDir
    private Path folder;

    @AfterAll
    static void close() {
        NORMALISER.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "webp"})
    void leavesAnImageThatIsFitAsItIs(String name) throws Exception {
        var bytes = Images.of(name, 30, 20);

        var fit = normalise(bytes);

        assertThat(fit.file()).isEqualTo(original()).hasBinaryContent(bytes);
        assertThat(target()).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bmp", "tiff", "gif"})
    void makesAPngOfAFormatThatTheModelDoesNotTake(String name) throws Exception {
        var fit = normalise(Images.of(name, Samples.picture(BufferedImage.TYPE_INT_RGB)));

        assertThat(fit.facts()).isEqualTo(new ImageFacts(OutputFormat.PNG, new PixelSize(12, 8)));
        assertThat(seen(fit).argb()).isEqualTo(Samples.seen().argb());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void widensAPaletteOfFewBits(int bits) throws Exception {
        var fit = normalise(Images.of("png", Samples.palette(bits)));

        assertThat(ImageIO.read(fit.file().toFile()).getColorModel().getPixelSize()).isEqualTo(24);
        assertThat(seen(fit).at(1, 0)).isEqualTo(0xffff8040);
    }

    @Test
    void takesGreyAsItIsMeant() throws Exception {
        var fit = normalise(Images.of("png", Samples.grey(BufferedImage.TYPE_BYTE_GRAY, 100)));

        assertThat(seen(fit).at(0, 0)).isEqualTo(0xff646464);
    }

    @Test
    void narrowsSixteenBitsToEight() throws Exception {
        var fit = normalise(Images.of("png", Samples.grey(BufferedImage.TYPE_USHORT_GRAY, 0x8080)));

        assertThat(seen(fit).at(0, 0)).isEqualTo(0xff808080);
    }

    @Test
    void keepsWhatCanBeSeenThrough() throws Exception {
        var image = new BufferedImage(2, 1, BufferedImage.TYPE_4BYTE_ABGR);
        image.setRGB(0, 0, 0x80ff0000);

        var fit = normalise(Images.of("tiff", image));

        assertThat(seen(fit).argb()).containsExactly(0x80ff0000, 0);
    }

    @Test
    void makesAJpegInRgbOfOneInInks() throws Exception {
        var paper = normalise(Samples.cmykJpeg(0));
        assertThat(seen(paper).at(5, 5)).isEqualTo(0xffffffff);

        var black = normalise(Samples.cmykJpeg(255));
        assertThat(black.format()).isEqualTo(OutputFormat.JPEG);
        assertThat(seen(black).at(5, 5) & 0xff).isLessThan(0x40);
    }

    @ParameterizedTest
    @CsvSource({"1, 16, 8", "3, 16, 8", "6, 8, 16", "8, 8, 16"})
    void turnsAJpegUpright(int tag, int width, int height) throws Exception {
        var fit = normalise(Samples.turnedJpeg(tag));

        assertThat(fit.format()).isEqualTo(OutputFormat.JPEG);
        assertThat(fit.facts().size()).isEqualTo(new PixelSize(width, height));
        assertThat(fit.file().equals(original())).isEqualTo(tag == 1);
    }

    @Test
    void bringsColoursOfAnotherProfileIntoSrgb() throws Exception {
        var profile = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();

        var fit = normalise(Samples.png(0x404040, Samples.profile(profile)));

        assertThat(seen(fit).at(0, 0) & 0xff).isBetween(0x87, 0x8b);
    }

    @Test
    void bringsAnotherGammaIntoSrgb() throws Exception {
        var fit = normalise(Samples.png(0x404040, Samples.gamma(100_000)));

        assertThat(seen(fit).at(0, 0)).isEqualTo(0xff898989);
    }

    @Test
    void takesTheFirstPictureOfAnAnimation() throws Exception {
        assertThat(seen(normalise(Samples.animatedGif())).argb()).containsExactly(0xffff0000, 0);
        assertThat(seen(normalise(Samples.png(0x102030, Samples.animation()))).at(0, 0))
                .isEqualTo(0xff102030);
    }

    @Test
    void scalesDownWhatHasTooManyPixels() throws Exception {
        var fit = normalise(Images.of("png", new BufferedImage(20_000, 10,
                BufferedImage.TYPE_BYTE_BINARY)));

        assertThat(fit.facts().size()).isEqualTo(new PixelSize(16_384, 8));
    }

    @Test
    void makesTheSameOfTheSameBytes() throws Exception {
        var bytes = Samples.turnedJpeg(6);
        var first = Files.readAllBytes(normalise(bytes).file());

        assertThat(normalise(bytes).file()).hasBinaryContent(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "gif", "bmp", "tiff"})
    void refusesABombByItsHeader(String format) {
        var bomb = Samples.bomb(format);

        assertThatThrownBy(() -> normalise(bomb)).isInstanceOf(NotAnImage.class)
                .hasMessageContaining("at most 100 megapixels and 32,768 pixels a side");
    }

    @Test
    void refusesAProfileThatUnpacksToTooMuch() {
        var bomb = Samples.png(0, Samples.profile(new byte[100 * 1024 * 1024]));

        assertThatThrownBy(() -> normalise(bomb)).isInstanceOf(NotAnImage.class)
                .hasMessageContaining("colour profile is longer than the 4194304 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bmp", "tiff", "gif"})
    void refusesWhatIsCutOff(String name) throws IOException {
        var whole = Images.of(name, 200, 150);

        for (int length : new int[]{13, 60, whole.length / 2}) {
            var part = Arrays.copyOf(whole, length);
            assertThatExceptionOfType(NotAnImage.class).as("%d bytes", length)
                    .isThrownBy(() -> normalise(part)).withMessageContaining("The ");
        }
    }

    private Fit normalise(byte[] bytes) throws IOException, NotAnImage {
        Files.write(original(), bytes);
        return NORMALISER.normalise(original(), target());
    }

    private Path original() {
        return folder.resolve("original");
    }

    private Path target() {
        return folder.resolve("target");
    }

    private static Pixels seen(Fit fit) throws IOException {
        return Samples.pixels(ImageIO.read(fit.file().toFile()));
    }
}
