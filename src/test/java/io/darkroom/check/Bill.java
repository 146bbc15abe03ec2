package io.darkroom.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the provider charged, as it tells it itself.
///
/// @param images folder with each image made, named by its request's id; empty: not kept
public record Bill(List<Charge> charges, Optional<Path> images) {

    /// One image made.
    ///
    /// @param key the `Idempotency-Key` that was sent; `""`: none was
    public record Charge(Instant at, String requestId, String key, BigDecimal usd) {}

    /// The lines of a `bill.jsonl`; one that is being written is left out, and no file is no charge.
    public static Bill in(Path file) {
        try {
            var text = Files.exists(file) ? Files.readString(file) : "";
            var charges = text.substring(0, text.lastIndexOf('\n') + 1).lines()
                    .map(line -> charge(JsonMapper.shared().readTree(line))).toList();
            return new Bill(charges, Optional.of(file.resolveSibling("files")));
        } catch (IOException e) {
            throw new UncheckedIOException("The bill cannot be read", e);
        }
    }

    /// Asks a running sandbox for `/__bill`.
    ///
    /// @param base the sandbox's URL
    public static Bill from(URI base) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(HttpRequest.newBuilder(base.resolve("/__bill")).build(),
                    BodyHandlers.ofString()).body();
            return new Bill(JsonMapper.shared().readTree(answer).path("charges").valueStream()
                    .map(Bill::charge).toList(), Optional.empty());
        }
    }

    private static Charge charge(JsonNode line) {
        return new Charge(Instant.parse(line.path("at").asString()),
                line.path("request_id").asString(), line.path("idempotency_key").asString(),
                new BigDecimal(line.path("usd").asString()));
    }
}
