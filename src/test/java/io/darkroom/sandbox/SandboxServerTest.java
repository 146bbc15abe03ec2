package io.darkroom.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.item.OutputFormat;
import io.darkroom.item.Secret;
import io.darkroom.item.UnusableInput;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SandboxServerTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String MODEL = "\"model\": \"openai/gpt-image-2-edit\"";
    private final HttpClient http = HttpClient.newHttpClient();

    @ParameterizedTest
    @EnumSource(OutputFormat.class)
    void drawsInTheFormatAndSizeThatWereAskedFor(OutputFormat format) throws Exception {
        try (var server = SandboxServer.start(SandboxOptions.DEFAULT)) {
            var answer = order(server, "\"prompt\": \"A red kite, flying!\", \"parameters\": "
                    + "{\"aspect_ratio\": \"16:9\", \"output_format\": \"%s\"}"
                            .formatted(format.wire()));
            var url = URI.create(JSON.readTree(answer.body()).at("/data/urls/0").asString());
            var image = ImageIO.read(url.toURL());
            assertThat(image.getWidth()).isEqualTo(1360);
            assertThat(image.getHeight()).isEqualTo(768);
            assertThat(url.toURL().openConnection().getContentType())
                    .isEqualTo(format.contentType());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
        "prompt": ""                                               | 400 | invalid_prompt
        "prompt": "x", "parameters": {"quality": "best"}           | 400 | invalid_parameter
        "prompt": "x", "images": ["a:", "b:", "c:", "d:", "e:"]    | 400 | too_many_images
        "prompt": "x", "images": ["data:image/png;base64,AAAA"]    | 400 | invalid_image
        "prompt": "x", "model": "other/model"                      | 404 | model_not_found
        """)
    void refusesWhatBreaksTheContract(String body, int status, String code) throws Exception {
        try (var server = SandboxServer.start(SandboxOptions.DEFAULT)) {
            var answer = order(server, body);
            assertThat(answer.statusCode()).isEqualTo(status);
            assertThat(answer.body()).contains(code);
            assertThat(server.bill()).isEmpty();
        }
    }

    @Test
    void drawsTheImageThatItDownloads() throws Exception {
        try (var server = SandboxServer.start(SandboxOptions.DEFAULT);
                var web = new PictureServer()) {
            var plain = image(order(server, "\"prompt\": \"x\""));
            var edited = image(order(server, "\"prompt\": \"x\", \"images\": [\"%s\"]"
                    .formatted(web.url("/there.png?signature=1"))));

            assertThat(web.asked()).containsExactly("/there.png?signature=1");
            assertThat(edited).isNotEqualTo(plain);
        }
    }

    @Test
    void refusesAnOrderWhoseImageCannotBeDownloaded() throws Exception {
        try (var server = SandboxServer.start(SandboxOptions.DEFAULT);
                var web = new PictureServer()) {
            var url = web.url("/gone.png?signature=1");
            var answer = order(server, "\"prompt\": \"x\", \"images\": [\"%s\"]".formatted(url));

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("invalid_image", url, "status 404");
            assertThat(server.bill()).isEmpty();
        }
    }

    @Test
    void takesTwoSignaturesOfOneUrlForTheSameOrder() throws Exception {
        var options = SandboxOptions.DEFAULT.failing("*=503:once");
        try (var server = SandboxServer.start(options); var web = new PictureServer()) {
            var body = "\"prompt\": \"x\", \"images\": [\"%s\"]";
            assertThat(order(server, body.formatted(web.url("/there.png?signature=1")))
                    .statusCode()).isEqualTo(503);
            assertThat(order(server, body.formatted(web.url("/there.png?signature=2")))
                    .statusCode()).isEqualTo(200);
            assertThat(order(server, body.formatted(web.url("/there.png/other")))
                    .statusCode()).isEqualTo(503);
        }
    }

    @Test
    void letsOnlyTheRightKeyIn() throws Exception {
        var options = new SandboxOptions(0, "127.0.0.1", Latency.NONE, 0, 0, AnswerForm.URL,
                Optional.empty(), List.of(), Optional.of(new Secret("hi_1")), Keys.IGNORED, 1);
        try (var server = SandboxServer.start(options)) {
            assertThat(order(server, "\"prompt\": \"x\"").statusCode()).isEqualTo(401);
            assertThat(get(server, "/v1/balance").statusCode()).isEqualTo(401);
            assertThat(get(server, "/__bill").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void limitsRequestsAminute() throws Exception {
        var options = new SandboxOptions(0, "127.0.0.1", Latency.NONE, 1, 0, AnswerForm.URL,
                Optional.empty(), List.of(), Optional.empty(), Keys.IGNORED, 1);
        try (var server = SandboxServer.start(options)) {
            assertThat(order(server, "\"prompt\": \"x\"").statusCode()).isEqualTo(200);
            var refused = order(server, "\"prompt\": \"x\"");
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(Integer.parseInt(refused.headers().firstValue("retry-after").orElseThrow()))
                    .isBetween(50, 60);
        }
    }

    @Test
    void keepsItsBillAndImagesOverArestart(@TempDir Path home) throws Exception {
        var options = SandboxOptions.DEFAULT.billing(home.resolve("bill.jsonl"));
        String path;
        try (var server = SandboxServer.start(options)) {
            var answer = order(server, "\"prompt\": \"x\"");
            path = URI.create(JSON.readTree(answer.body()).at("/data/urls/0").asString())
                    .getPath();
        }
        Files.writeString(home.resolve("bill.jsonl"), "{\"at\": \"half",
                StandardOpenOption.APPEND);
        try (var server = SandboxServer.start(options)) {
            order(server, "\"prompt\": \"y\"");
            assertThat(server.bill()).hasSize(2);
            assertThat(get(server, path).statusCode()).isEqualTo(200);
            assertThat(bill(server).path("total_usd").asString()).startsWith("0.12");
        }
    }

    @Test
    void billsAkeyOnceWhereKeysAreHonoured() throws Exception {
        var options = new SandboxOptions(0, "127.0.0.1", Latency.NONE, 0, 0, AnswerForm.URL,
                Optional.empty(), List.of(), Optional.empty(), Keys.HONOURED, 1);
        try (var server = SandboxServer.start(options)) {
            var first = order(server, "\"prompt\": \"x\"").body();
            assertThat(order(server, "\"prompt\": \"x\"").body()).isEqualTo(first);
            assertThat(order(server, "\"prompt\": \"y\"").statusCode()).isEqualTo(422);
            assertThat(server.bill()).hasSize(1);
        }
    }

    @Test
    void takesFaultsWhileItRuns() throws Exception {
        try (var server = SandboxServer.start(SandboxOptions.DEFAULT)) {
            post(server, "/__faults", "prompt~tea=400:content_policy_violation\n*=503:x1:billed\n");
            assertThat(order(server, "\"prompt\": \"a Teapot\"").body())
                    .contains("content_policy_violation");
            assertThat(order(server, "\"prompt\": \"x\"").statusCode()).isEqualTo(503);
            assertThat(order(server, "\"prompt\": \"x\"").statusCode()).isEqualTo(200);
            assertThat(bill(server).path("posts").asInt()).isEqualTo(3);
            assertThat(server.bill()).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "teapot=400", "*=600", "*=nonsense", "*", "prompt~=400"})
    void refusesRulesOfAnotherForm(String line) {
        assertThatThrownBy(() -> FaultRule.parse(line)).isInstanceOf(UnusableInput.class)
                .hasMessageContaining("MATCH=FAULT");
    }

    private byte[] image(HttpResponse<String> answer) throws IOException, InterruptedException {
        var url = URI.create(JSON.readTree(answer.body()).at("/data/urls/0").asString());
        return http.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofByteArray()).body();
    }

    private HttpResponse<String> order(SandboxServer server, String fields)
            throws IOException, InterruptedException {
        var model = fields.contains("\"model\"") ? "" : MODEL + ", ";
        return post(server, "/v1/images", "{" + model + fields + "}");
    }

    private HttpResponse<String> post(SandboxServer server, String path, String body)
            throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(server.baseUrl().resolve(path))
                .header("Idempotency-Key", "k1").POST(HttpRequest.BodyPublishers.ofString(body))
                .build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> get(SandboxServer server, String path)
            throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(server.baseUrl().resolve(path)).build(),
                BodyHandlers.ofString());
    }

    private JsonNode bill(SandboxServer server) throws IOException, InterruptedException {
        return JSON.readTree(get(server, "/__bill").body());
    }
}
