package io.darkroom.sandbox;

import io.darkroom.item.Usd;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// `GET /__bill`: what was asked and what was charged, written piece by piece.
///
/// @param posts how many images were asked for
/// @param statuses how often each status was answered, to any request
/// @param latest the last requests for images, oldest first
record BillPage(long posts, Map<Integer, Long> statuses, List<Charge> charges,
        List<Arrival> latest) {

    private static final JsonMapper JSON = new JsonMapper();

    void show(Exchange exchange) throws IOException {
        try (var json = JSON.createGenerator(exchange.start(200, Replies.JSON, 0))) {
            json.writeStartObject();
            json.writeNumberProperty("posts", posts);
            json.writeObjectPropertyStart("statuses");
            statuses.forEach((status, count) -> json
                    .writeNumberProperty(Integer.toString(status), count));
            json.writeEndObject();
            json.writeNumberProperty("total_usd", total(charges).amount());
            json.writeArrayPropertyStart("charges");
            charges.forEach(charge -> json.writeTree(Bill.json(charge)));
            json.writeEndArray();
            json.writeArrayPropertyStart("requests");
            latest.forEach(arrival -> json.writeTree(Exchange.object()
                    .put("at", arrival.at().toString()).put("request_id", arrival.requestId())
                    .put("idempotency_key", arrival.idempotencyKey())
                    .put("prompt_sha256", arrival.promptSha256()).put("fault", arrival.fault())
                    .put("status", arrival.status())));
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    static Usd total(List<Charge> charges) {
        return charges.stream().map(Charge::usd).reduce(Usd.ZERO, Usd::plus);
    }
}
