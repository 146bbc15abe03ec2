package io.darkroom.sandbox;

import io.darkroom.sandbox.Studio.Made;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import tools.jackson.databind.node.ObjectNode;

/// The answers about an image that was made, right and wrong ones.
record Replies(Results results, AnswerForm form) {

    private static final String JSON = "application/json";

    void image(Exchange exchange, Made made) throws IOException {
        if (form == AnswerForm.POLL) {
            exchange.json(202, Exchange.object().put("id", made.requestId())
                    .put("status", "queued").put("poll_url", "/v1/jobs/" + made.file()));
        } else {
            exchange.json(200, answer(exchange, made, link(exchange, made)));
        }
    }

    /// The answer of a job that is done.
    void done(Exchange exchange, String file) throws IOException {
        var body = Exchange.object().put("status", "completed");
        body.putObject("data").putArray("urls").add(url(exchange, file));
        exchange.json(200, body);
    }

    /// A 200 that is worth nothing.
    void broken(Exchange exchange, Made made, Fault.Kind kind) throws IOException {
        switch (kind) {
            case TRUNCATE -> exchange.half(200, JSON, bytes(exchange, made, link(exchange, made)));
            case HTML -> exchange.bytes(200, "text/html",
                    "<html><body>Please log in</body></html>".getBytes(StandardCharsets.UTF_8));
            case BAD_JSON -> exchange.bytes(200, JSON,
                    "{\"success\": true, \"data\": {\"urls\": [".getBytes(StandardCharsets.UTF_8));
            case BAD_BASE64 ->
                exchange.json(200, answer(exchange, made, "data:image/png;base64,iVBOR**"));
            case NOT_AN_IMAGE ->
                exchange.json(200, answer(exchange, made, "data:image/png;base64,SGVsbG8h"));
            case EMPTY -> {
                var body = Exchange.object().put("success", true);
                body.putObject("data").putArray("urls");
                exchange.json(200, body);
            }
            case GONE ->
                exchange.json(200, answer(exchange, made, url(exchange, "gone-" + made.file())));
            case STATUS, RESET, HANG, BILL_TWICE ->
                throw new IllegalArgumentException("Not a broken answer: " + kind);
        }
    }

    private static byte[] bytes(Exchange exchange, Made made, String link) {
        return answer(exchange, made, link).toString().getBytes(StandardCharsets.UTF_8);
    }

    private static ObjectNode answer(Exchange exchange, Made made, String link) {
        var body = Exchange.object().put("success", true);
        if (exchange.path().endsWith("/chat/completions")) {
            var message = body.putArray("choices").addObject().putObject("message");
            message.put("role", "assistant").put("content", "");
            message.putArray("images").addObject().put("type", "image_url")
                    .putObject("image_url").put("url", link);
        } else {
            body.putObject("data").put("model", Order.MODEL).put("provider", "sandbox")
                    .putArray("urls").add(link);
        }
        body.putObject("usage").put("cost", made.usd().amount());
        return body;
    }

    private String link(Exchange exchange, Made made) throws IOException {
        if (form != AnswerForm.INLINE) {
            return url(exchange, made.file());
        }
        Path file = results.get(made.file()).orElseThrow(() -> new IOException("No longer kept"));
        return "data:image/" + made.file().replaceAll(".*\\.", "").replace("jpg", "jpeg")
                + ";base64," + Base64.getEncoder().encodeToString(Files.readAllBytes(file));
    }

    private static String url(Exchange exchange, String file) {
        return exchange.base() + "/files/" + file;
    }
}
