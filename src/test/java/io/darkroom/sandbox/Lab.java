package io.darkroom.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A sandbox that goes wrong, and somebody who orders from it.
record Lab(SandboxServer server, HttpClient http) implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    static Lab by(AnswerForm form, String... rules) {
        return of(SandboxOptions.DEFAULT.answering(form).failing(rules), InstantSource.system());
    }

    static Lab of(SandboxOptions options, InstantSource clock) {
        return new Lab(SandboxServer.start(options, clock), HttpClient.newHttpClient());
    }

    HttpResponse<InputStream> stream(String prompt, String key) {
        var body = "{\"model\": \"openai/gpt-image-2-edit\", \"prompt\": \"" + prompt + "\"}";
        return send(HttpRequest.newBuilder(server.baseUrl().resolve("/v1/images"))
                .header("Idempotency-Key", key).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpResponse<InputStream> stream() {
        return stream("a red kite", "k1");
    }

    int status(String prompt, String key) throws IOException {
        var answer = stream(prompt, key);
        try (var body = answer.body()) {
            body.readAllBytes();
        }
        return answer.statusCode();
    }

    byte[] answer() throws IOException {
        try (var body = stream().body()) {
            return body.readAllBytes();
        }
    }

    String text() throws IOException {
        return new String(answer(), StandardCharsets.UTF_8);
    }

    /// The first link of the answer: a URL or a data URI.
    String link() throws IOException {
        return JSON.readTree(answer()).at("/data/urls/0").asString();
    }

    HttpResponse<InputStream> get(String url) {
        return send(HttpRequest.newBuilder(URI.create(url)));
    }

    JsonNode bill() throws IOException {
        try (var body = get(server.baseUrl() + "/__bill").body()) {
            return JSON.readTree(body);
        }
    }

    private HttpResponse<InputStream> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("A test is not interrupted", e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        server.close();
    }
}
