package io.darkroom.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.item.ImageOptions;
import io.darkroom.item.ImageRef;
import io.darkroom.item.Instruction;
import io.darkroom.item.Secret;
import io.darkroom.provider.Outcome.Failed;
import io.darkroom.sandbox.SandboxOptions;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// An input image at a signed URL, before a server that says back what it was sent.
class SignedImagesTest {

    private static final String SIGNATURE = "5".repeat(64);
    private static final String CREDENTIAL = "AKIACANARY%2F20260801%2Feu-central-1%2Fs3%2Faws4_request";
    private static final String OBJECT = "https://shop.s3.eu-central-1.amazonaws.com/inputs/"
            + "a".repeat(64) + ".png";
    private static final String URL = OBJECT + "?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential="
            + CREDENTIAL + "&X-Amz-Security-Token=canary%2Btoken%3D%3D&X-Amz-Signature="
            + SIGNATURE;
    private static final List<String> SECRETS = List.of(SIGNATURE, "AKIACANARY", "canary+token==",
            "canary%2Btoken");

    private final MemoryLanding landing = new MemoryLanding();

    @TempDir
    private Path folder;
    private RenderRequest request = Requests.text("a kite");

    @BeforeEach
    void edit() throws IOException {
        var file = Files.writeString(folder.resolve("in.png"), "the bytes");
        var image = new InputImage(file, "image/png").at(new Secret(URL));
        request = new RenderRequest("openai/gpt-image-2-edit",
                Instruction.of("make it blue", List.of(new ImageRef("in.png"))),
                ImageOptions.DEFAULT, List.of(image), "key-3", Duration.ofSeconds(30));
    }

    @Test
    void isSentAsItsUrlAlone() throws IOException {
        try (var body = new HinowWire(Dialect.DEFAULT).body(request).open()) {
            assertThat(body).asString(StandardCharsets.UTF_8)
                    .contains("\"images\":[\"" + URL + "\"]")
                    .doesNotContain("data:");
        }
    }

    @Test
    void isNotShownByWhatIsMadeOfIt() {
        assertThat(request.toString()).doesNotContain(SECRETS);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 422, 429, 500})
    void leavesNoSignatureInWhatAnErrorSays(int status) throws IOException {
        for (var echo : echoes()) {
            var outcome = answered(status, "{\"error\": {\"code\": \"no_image\", \"message\":"
                    + " \"Cannot fetch " + echo + "\"}}");
            assertThat(outcome.toString()).contains("***").doesNotContain(SECRETS);
        }
    }

    @Test
    void leavesNoSignatureInAnAnswerThatIsKept() throws IOException {
        for (var echo : echoes()) {
            var outcome = (Failed) answered(200, "<html>" + echo + "</html>");
            assertThat(outcome.code()).isEqualTo("BILLED_UNUSABLE");
            assertThat(new String(landing.kept(), StandardCharsets.UTF_8)).contains("***")
                    .doesNotContain(SECRETS);
        }
    }

    @Test
    void leavesNoSignatureInWhatAFailedJobSays() throws IOException {
        var outcome = answered(200, "{\"status\": \"failed\", \"error\": {\"message\": \"" + URL
                + "\"}}");
        assertThat(outcome.toString()).contains("***").doesNotContain(SECRETS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"data\": {\"urls\": [\"%s\"]}}",
            "{\"status\": \"queued\", \"poll_url\": \"%s\"}"})
    void isNeverTakenForAResult(String answer) throws IOException {
        assertThat(((Failed) answered(200, answer.formatted(URL))).code())
                .isEqualTo("BILLED_UNUSABLE");
        assertThat(landing.note()).isEmpty();
    }

    @Test
    void isHiddenFromAnotherProcessThatAsksForTheJob() {
        var mask = SecretMask.of(Optional.empty());
        assertThat(echoes()).allSatisfy(
                echo -> assertThat(mask.over(echo)).contains("***").doesNotContain(SECRETS));
    }

    @Test
    void leavesResultsTheirSignature() {
        var result = "https://results.example/out.png?X-Amz-Credential=THEIRS&X-Amz-Signature=77";
        var mask = SecretMask.of(Optional.empty()).with(request.images());
        assertThat(mask.over("{\"url\": \"" + result + "\"}")).contains(result);
        assertThat(mask.covers(result)).isFalse();
    }

    /// As it came, and as several writers of JSON, HTML and queries would write it.
    private static List<String> echoes() {
        return List.of(URL, URL.replace("&", "\\u0026"), URL.replace("/", "\\/"),
                URL.replace("&", "&amp;"), URLEncoder.encode(URL, StandardCharsets.UTF_8));
    }

    private Outcome answered(int status, String text) throws IOException {
        var answer = "HTTP/1.1 " + status + " x\r\nContent-Length: " + text.length() + "\r\n\r\n"
                + text;
        try (var server = new RawServer(socket -> RawServer.write(socket, answer));
                var provider = new Providers(new ProviderSettings(
                        HinowSettings.at(server.url(), Optional.of(new Secret("hi_test"))),
                        Optional.empty(), SandboxOptions.DEFAULT, Optional.empty()))
                        .open("hinow")) {
            return provider.render(request, landing);
        }
    }
}
