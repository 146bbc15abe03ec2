package io.darkroom.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.item.Secret;
import io.darkroom.sandbox.Keys;
import io.darkroom.sandbox.Latency;
import io.darkroom.sandbox.AnswerForm;
import io.darkroom.sandbox.SandboxOptions;
import io.darkroom.sandbox.SandboxServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class PostLogTests {

    private static final String ORDER = """
        {"model": "openai/gpt-image-2-edit", "prompt": "A teapot"}
        """;

    @TempDir
    private Path folder;

    @Test
    void writesDownWhatWasPostedAndAnswered() throws Exception {
        var before = Instant.now();
        try (var provider = provider();
                var log = PostLog.before(provider.baseUrl(), folder.resolve("posts.jsonl"))) {
            assertThat(post(log.url(), "right").statusCode()).isEqualTo(200);
            assertThat(post(log.url(), "wrong").statusCode()).isEqualTo(401);
        }

        var lines = lines();
        assertThat(lines).extracting(line -> line.path("status").asInt()).containsExactly(200, 401);
        assertThat(lines).extracting(line -> line.path("key").asString()).containsOnly("run-1-0");
        assertThat(lines).allSatisfy(line -> assertThat(Instant.parse(line.path("at").asString()))
                .isBetween(before, Instant.parse(line.path("ended_at").asString())));
    }

    @Test
    void passesTheImageOn() throws Exception {
        try (var provider = provider();
                var log = PostLog.before(provider.baseUrl(), folder.resolve("posts.jsonl"))) {
            var answer = JsonMapper.shared().readTree(post(log.url(), "right").body());
            var url = answer.path("data").path("urls").path(0).asString();

            assertThat(url).startsWith(log.url().toString());
            assertThat(send(HttpRequest.newBuilder(URI.create(url)).build()).statusCode())
                    .isEqualTo(200);
        }
        assertThat(lines()).hasSize(1);
    }

    private static SandboxServer provider() {
        return SandboxServer.start(new SandboxOptions(0, "127.0.0.1", Latency.NONE, 0, 0,
                AnswerForm.URL, Optional.empty(), List.of(), Optional.of(new Secret("right")),
                Keys.IGNORED, 1));
    }

    private static HttpResponse<String> post(URI base, String secret)
            throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(base.resolve("/v1/images"))
                .header("Authorization", "Bearer " + secret).header("Idempotency-Key", "run-1-0")
                .POST(BodyPublishers.ofString(ORDER)).build());
    }

    private static HttpResponse<String> send(HttpRequest request)
            throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString());
        }
    }

    private List<JsonNode> lines() throws IOException {
        return Files.readAllLines(folder.resolve("posts.jsonl")).stream()
                .map(line -> JsonMapper.shared().readTree(line)).toList();
    }
}
