package io.darkroom.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.item.OutputFormat;
import io.darkroom.item.PixelSize;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ImageFactsTests {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"png, PNG", "jpg, JPEG", "webp, WEBP"})
    void readsFormatAndSize(String name, OutputFormat format) throws Exception {
        assertThat(facts(Images.of(name, 301, 17)))
                .isEqualTo(new ImageFacts(format, new PixelSize(301, 17)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "webp"})
    void noticesAFileCutOffAnywhere(String name) {
        var whole = Images.of(name, 12, 7);

        for (int length = 0; length < whole.length; length++) {
            var part = Arrays.copyOf(whole, length);
            assertThatExceptionOfType(NotAnImage.class).as("%d bytes", length)
                    .isThrownBy(() -> facts(part));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "webp"})
    void toleratesBytesAfterTheEnd(String name) throws Exception {
        var whole = Images.of(name, 12, 7);

        assertThat(facts(Arrays.copyOf(whole, whole.length + 9)).size())
                .isEqualTo(new PixelSize(12, 7));
    }

    @Test
    void noticesEveryFlippedByteOfAPng() {
        var png = Images.png();

        for (int i = 0; i < png.length; i++) {
            var damaged = png.clone();
            damaged[i] ^= 0x20;
            assertThatExceptionOfType(NotAnImage.class).as("byte %d", i)
                    .isThrownBy(() -> facts(damaged));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"'' | There are no bytes",
            "<!DOCTYPE html><p>Sorry | The bytes look like HTML, SVG or XML",
            "<svg xmlns='x'/> | The bytes look like HTML, SVG or XML",
            "{\"error\":1} | The bytes look like JSON",
            "GIF89a | The bytes are a GIF image",
            "%PDF-1.7 | The bytes are a PDF", "8BPS0 | The bytes are a Photoshop file",
            "0000ftypheic | The bytes are an HEIC image",
            "hello | The bytes are in another format, or damaged at their start"})
    void saysWhatOtherBytesLookLike(String text, String sentence) {
        assertThatThrownBy(() -> facts(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(NotAnImage.class)
                .hasMessage(sentence + "; a PNG, JPEG or WebP image is needed");
    }

    @Test
    void readsTheCanvasOfAnExtendedWebp() throws Exception {
        var simple = Images.of("webp", 12, 7);
        var extended = extended(simple, "VP8X", new byte[]{0, 0, 0, 0, 19, 0, 0, 8, 0, 0});

        assertThat(facts(extended).size()).isEqualTo(new PixelSize(20, 9));
    }

    @Test
    void refusesAnAnimatedWebp() {
        var animated = extended(Images.of("webp", 12, 7), "ANIM", new byte[6]);

        assertThatThrownBy(() -> facts(animated)).hasMessage("The WebP is an animation");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ffd8ffd9", "ffd8ffc00002ffd9", "ffd8ffc0000b08000000010100ffd9",
            "ffd8ffe00001ffd9", "ffd8ffd8ffd9", "ffd8ff00ffd9",
            "ffd8ffc0000b080001000101011100ffd9", "ffd8ffda0000ffd9"})
    void refusesAJpegThatDoesNotAddUp(String hex) {
        assertThatExceptionOfType(NotAnImage.class)
                .isThrownBy(() -> facts(HexFormat.of().parseHex(hex)));
    }

    @Test
    void neverFailsOtherwiseOnDamagedBytes() throws Exception {
        var random = new Random(7);
        var whole = List.of(Images.of("jpg", 5, 4), Images.of("webp", 5, 4));
        for (int i = 0; i < 500; i++) {
            var bytes = whole.get(i % 2).clone();
            bytes[2 + random.nextInt(bytes.length - 2)] = (byte) random.nextInt();
            try {
                assertThat(facts(bytes).size().width()).isPositive();
            } catch (NotAnImage e) {
                assertThat(e).hasMessageStartingWith("The ");
            }
        }
    }

    private ImageFacts facts(byte[] bytes) throws IOException, NotAnImage {
        return ImageFacts.read(Files.write(folder.resolve("image"), bytes));
    }

    /// Puts a chunk before those of a WebP.
    private static byte[] extended(byte[] simple, String name, byte[] chunk) {
        var bytes = ByteBuffer.allocate(simple.length + 8 + chunk.length)
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(simple, 0, 4).putInt(simple.length + chunk.length);
        bytes.put("WEBP".getBytes(StandardCharsets.US_ASCII));
        bytes.put(name.getBytes(StandardCharsets.US_ASCII)).putInt(chunk.length).put(chunk);
        return bytes.put(simple, 12, simple.length - 12).array();
    }
}
