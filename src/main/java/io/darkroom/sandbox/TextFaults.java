package io.darkroom.sandbox;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import tools.jackson.databind.node.ObjectNode;

/// Answers that say the wrong thing.
record TextFaults(Replies replies) {

    void answer(Exchange exchange, Made made, FaultKind kind) throws IOException {
        switch (kind) {
            case HTML -> send(exchange, "text/html", "<html><body>Please log in</body></html>");
            case ECHO -> send(exchange, "text/html", "<html><body><pre>"
                    + exchange.http().getRequestHeaders().entrySet() + "</pre></body></html>");
            case BAD_JSON ->
                send(exchange, Replies.JSON, "{\"success\": true, \"data\": {\"urls\": [");
            case EMPTY -> {
                var body = Exchange.object().put("success", true);
                body.putObject("data").putArray("urls");
                exchange.json(200, body);
            }
            case NULL_DATA -> exchange.json(200,
                    Exchange.object().put("success", true).putNull("data").putNull("choices"));
            case NO_DATA -> exchange.json(200, Exchange.object().put("success", true));
            case TWO_IMAGES -> exchange.json(200, Replies.answer(exchange, made,
                    Collections.nCopies(2, replies.link(exchange, made))));
            case WRONG_TYPE -> exchange.bytes(200, "application/pdf",
                    replies.bytes(exchange, made));
            case BILL_TWICE -> replies.image(exchange, made);
            default -> money(exchange, made, kind);
        }
    }

    private void money(Exchange exchange, Made made, FaultKind kind) throws IOException {
        var body = Replies.answer(exchange, made,
                Collections.singletonList(replies.link(exchange, made)));
        var usage = (ObjectNode) body.path("usage");
        var price = made.charge().usd().amount();
        switch (kind) {
            case NO_COST -> body.remove("usage");
            case NEGATIVE_COST -> usage.put("cost", price.negate());
            case NAN_COST -> usage.put("cost", "NaN");
            case HIGH_COST -> usage.put("cost", price.multiply(BigDecimal.TEN));
            default -> throw new IllegalArgumentException("Not about the text: " + kind);
        }
        // JSON knows no NaN, and yet some writers write it.
        send(exchange, Replies.JSON, body.toString().replace("\"NaN\"", "NaN"));
    }

    private static void send(Exchange exchange, String type, String text) throws IOException {
        exchange.bytes(200, type, text.getBytes(StandardCharsets.UTF_8));
    }
}
