package io.darkroom.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// The right answers about an image that was made, and the parts that wrong ones are made of.
record Replies(Results results, AnswerForm form) {

    static final String JSON = "application/json";

    void image(Exchange exchange, Made made) throws IOException {
        if (form == AnswerForm.POLL) {
            exchange.json(202, Exchange.object().put("id", exchange.requestId())
                    .put("status", "queued").put("poll_url", "/v1/jobs/" + made.file()));
        } else {
            exchange.json(200, answer(exchange, made, List.of(link(exchange, made))));
        }
    }

    /// The answer of a job that is done.
    void done(Exchange exchange, String file) throws IOException {
        var body = Exchange.object().put("status", "completed");
        body.putObject("data").putArray("urls").add(url(exchange, file));
        exchange.json(200, body);
    }

    /// The whole right answer as it is written, never a promise.
    byte[] bytes(Exchange exchange, Made made) throws IOException {
        return answer(exchange, made, List.of(link(exchange, made))).toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    /// @param links each a URL or a data URI
    static ObjectNode answer(Exchange exchange, Made made, List<String> links) {
        var body = Exchange.object().put("success", true);
        if (exchange.path().endsWith("/chat/completions")) {
            var message = body.putArray("choices").addObject().putObject("message");
            var images = message.put("role", "assistant").put("content", "").putArray("images");
            links.forEach(link -> images.addObject().put("type", "image_url")
                    .putObject("image_url").put("url", link));
        } else {
            var urls = body.putObject("data").put("model", Order.MODEL).put("provider", "sandbox")
                    .putArray("urls");
            links.forEach(urls::add);
        }
        body.putObject("usage").put("cost", made.charge().usd().amount());
        return body;
    }

    String link(Exchange exchange, Made made) throws IOException {
        if (form != AnswerForm.INLINE) {
            return url(exchange, made.file());
        }
        return dataUri(made.charge().format().contentType(), content(made));
    }

    private static String url(Exchange exchange, String file) {
        return exchange.base() + "/files/" + file + Results.SIGNATURE;
    }

    byte[] content(Made made) throws IOException {
        return Files.readAllBytes(results.get(made.file())
                .orElseThrow(() -> new IOException("No longer kept")));
    }

    static String dataUri(String type, byte[] content) {
        return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(content);
    }
}
