package io.darkroom.sandbox;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// One request and its answer, in JSON.
record Exchange(HttpExchange http, String requestId) {

    private static final int LONGEST_BODY = 128 << 20;
    private static final JsonMapper JSON = new JsonMapper();

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    String header(String name) {
        var value = http.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    /// The server's URL as the client knows it.
    String base() {
        return "http://" + header("Host");
    }

    String path() {
        return http.getRequestURI().getRawPath();
    }

    boolean isPost() {
        return http.getRequestMethod().equals("POST");
    }

    JsonNode body() throws IOException, Refusal {
        if (header("Content-Length").length() > 9 || length() > LONGEST_BODY) {
            throw new Refusal(413, "body_too_large", "At most 128 MiB");
        }
        try {
            return JSON.readTree(http.getRequestBody());
        } catch (JacksonException e) {
            throw new Refusal(400, "invalid_json", "The body is not JSON");
        }
    }

    private long length() {
        var length = header("Content-Length");
        return length.matches("\\d+") ? Long.parseLong(length) : 0;
    }

    String text() throws IOException {
        return new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }

    void json(int status, ObjectNode body) throws IOException {
        bytes(status, "application/json", JSON.writeValueAsBytes(body));
    }

    void bytes(int status, String type, byte[] body) throws IOException {
        start(status, type, body.length == 0 ? -1 : body.length).write(body);
    }

    void file(String type, Path file) throws IOException {
        Files.copy(file, start(200, type, Files.size(file)));
    }

    void redirect(String location) throws IOException {
        http.getResponseHeaders().set("Location", location);
        http.sendResponseHeaders(302, -1);
    }

    /// @param retryAfter `""`: not sent
    void error(int status, String code, String message, String retryAfter) throws IOException {
        if (!retryAfter.isEmpty()) {
            http.getResponseHeaders().set("Retry-After", retryAfter);
        }
        var body = object();
        body.putObject("error").put("message", message).put("code", code).put("type",
                status < 500 ? "invalid_request_error" : "server_error");
        json(status, body);
    }

    /// Begins an answer whose body is written by the caller. Closing the exchange before all of it
    /// is there closes the connection.
    ///
    /// @param length in bytes; 0: not announced, sent in chunks; -1: there is no body
    OutputStream start(int status, String type, long length) throws IOException {
        http.getResponseHeaders().set("Content-Type", type);
        http.getResponseHeaders().set("x-request-id", requestId);
        http.sendResponseHeaders(status, length);
        return http.getResponseBody();
    }
}
