package io.darkroom.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.item.Usd;
import io.darkroom.provider.Answer.Elsewhere;
import io.darkroom.provider.Answer.Landed;
import io.darkroom.provider.Answer.Unusable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerReaderTest {

    private final MemoryLanding landing = new MemoryLanding();

    static Stream<List<String>> shapes() throws IOException {
        try (var in = Objects.requireNonNull(
                AnswerReaderTest.class.getResourceAsStream("answers/shapes.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .map(line -> List.of(line.split(" \\| ?", -1))).toList().stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void readsEveryShape(List<String> shape) throws IOException {
        var answer = read(text(shape.get(1)), "application/json");
        switch (shape.get(2).strip()) {
            case "URL" -> assertThat(((Elsewhere) answer).uri())
                    .hasToString("https://r.example/a.png");
            case "PNG" -> {
                assertThat(answer).isInstanceOf(Landed.class);
                assertThat(landing.bytes()).hasSizeGreaterThan(60).startsWith(0x89, 'P');
            }
            case String other -> assertThat(answer.getClass().getSimpleName()).isEqualTo(other);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "data:image/png;base64,", "![a](data:image/png;base64,"})
    void streamsLongImagesByteForByte(String prefix) throws IOException {
        var image = image(100_001);
        var base64 = prefix + Base64.getEncoder().encodeToString(image)
                + (prefix.startsWith("!") ? ")" : "");
        var path = prefix.startsWith("!")
                ? "{\"choices\": [{\"message\": {\"content\": \"%s\"}}]}"
                : "{\"data\": [{\"b64_json\": \"%s\"}]}";
        assertThat(read(text(path.formatted(base64)), "application/json"))
                .isInstanceOf(Landed.class);
        assertThat(landing.bytes()).isEqualTo(image);
    }

    @Test
    void toleratesEscapesWhiteSpaceAndTheUrlAlphabet() throws IOException {
        var image = image(50_000);
        var mime = Base64.getMimeEncoder().encodeToString(image).replace("\r\n", "\\r\\n ");
        var url = Base64.getUrlEncoder().withoutPadding().encodeToString(image);
        var gson = Base64.getEncoder().encodeToString(image).replace("=", "\\u003d").replace("/",
                "\\/");
        for (var base64 : List.of(mime, url, gson)) {
            read(text("{\"images\": [\"" + base64 + "\"]}"), "application/json");
            assertThat(landing.bytes()).isEqualTo(image);
        }
    }

    @Test
    void doesNotTakeAnEchoOfTheInputForTheImage() throws IOException {
        var input = Base64.getEncoder().encodeToString(image(5_000));
        var image = image(9_000);
        read(text("{\"input\": {\"images\": [\"data:image/png;base64,%s\"]}, \"b64_json\": \"%s\"}"
                .formatted(input, Base64.getEncoder().encodeToString(image))), "application/json");
        assertThat(landing.bytes()).isEqualTo(image);
    }

    @Test
    void takesTheFirstOfTwoLongImages() throws IOException {
        var image = image(2_000_000);
        var base64 = Base64.getEncoder().encodeToString(image);
        assertThat(read(text("{\"data\": [{\"b64_json\": \"%s\"}, {\"b64_json\": \"%s\"}]}"
                .formatted(base64, base64)), "application/json")).isInstanceOf(Landed.class);
        assertThat(landing.bytes()).isEqualTo(image);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "\u00fc", "\u20ac", "\\n", "\\u00fc ", "x\\\\"})
    void passesOverLongTextsOfAnyKind(String piece) throws IOException {
        var echo = piece.repeat(200_000);
        var answer = read(text("{\"input\": \"" + echo
                + "\", \"urls\": [\"https://r.example/a.png\"]}"), "application/json");
        assertThat(answer).isInstanceOf(Elsewhere.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{},", "[],", "0,", "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaa\","})
    void refusesAnswersOfVeryManyParts(String part) throws IOException {
        var many = new SequenceInputStream(text("["), new RepeatedText(part, 40 << 20));
        assertThat(read(many, "application/json")).isInstanceOf(Unusable.class);
    }

    @Test
    void goesByTheBytesWhateverTheTypeSays() throws IOException {
        assertThat(read(text("{\"urls\": [\"https://r.example/a.png\"]}"),
                "application/octet-stream")).isInstanceOf(Elsewhere.class);
        assertThat(read(new ByteArrayInputStream(image(100)), "text/html"))
                .isInstanceOf(Landed.class);
        assertThat(read(text("nothing"), "image/png")).isInstanceOf(Unusable.class);
    }

    @Test
    void takesRawImagesAndRefusesCompressedAnswers() throws IOException {
        assertThat(read(new ByteArrayInputStream(image(100)), "image/png"))
                .isInstanceOf(Landed.class);
        var gzip = HttpHeaders.of(Map.of("content-encoding", List.of("gzip")), (_, _) -> true);
        assertThat(new AnswerReader().read(200, gzip, text("{}"), landing))
                .isInstanceOf(Unusable.class);
    }

    @Test
    void passesOnAbrokenConnection() {
        var broken = new InputStream() {

            @Override
            public int read() throws IOException {
                throw new IOException("reset");
            }

            @Override
            public int read(byte[] bytes, int from, int count) throws IOException {
                return read();
            }
        };
        var cut = new SequenceInputStream(text("{\"data\": [{\"b64_json\": \"iVBO"), broken);
        assertThatThrownBy(() -> read(cut, "application/json")).isInstanceOf(IOException.class)
                .hasMessage("reset");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "\"NaN\"", "NaN", "-Infinity", "10000.01", "1e9",
            "\"1e-999999999\"",
            "null",
            "[]"})
    void ignoresCostsThatCannotBe(String cost) throws IOException {
        var answer = read(text("{\"cost\": %s, \"urls\": [\"https://r.example/a.png\"]}"
                .formatted(cost)), "application/json");
        assertThat(((Elsewhere) answer).cost()).isEmpty();
    }

    @Test
    void readsCosts() throws IOException {
        var answer = read(text("{\"data\": {\"cost\": \"0.0125\", \"urls\": [\"https://a.b/c\"]}}"),
                "application/json");
        assertThat(((Elsewhere) answer).cost()).isEqualTo(Optional.of(Usd.of("0.0125")));
    }

    private Answer read(InputStream body, String type) throws IOException {
        var headers = HttpHeaders.of(Map.of("content-type", List.of(type)), (_, _) -> true);
        return new AnswerReader().read(200, headers, body, landing);
    }

    private static InputStream text(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Random bytes that begin like a PNG.
    private static byte[] image(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        System.arraycopy(new byte[]{(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0}, 0,
                bytes, 0, 9);
        return bytes;
    }

    /// A text again and again.
    private static final class RepeatedText extends InputStream {

        private final byte[] piece;
        private long left;

        RepeatedText(String text, long size) {
            piece = text.repeat(1000).getBytes(StandardCharsets.UTF_8);
            left = size;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException("Read in pieces");
        }

        @Override
        public int read(byte[] bytes, int from, int count) {
            int part = (int) Math.min(Math.min(count, piece.length), left);
            int whole = part - part % (piece.length / 1000);
            System.arraycopy(piece, 0, bytes, from, whole);
            left -= part;
            return whole > 0 ? whole : -1;
        }
    }
}
