package io.darkroom.faults;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Stands in front of a provider and writes down when each post arrived and when its answer was
/// complete, one JSON object a line: `at`, `ended_at`, `key` (of idempotency), `status` (0: none
/// came). Passes everything on. Thread-safe.
public final class PostLog implements AutoCloseable {

    private final HttpRelay relay;
    private final Path file;

    private PostLog(URI provider, Path file) {
        this.file = file;
        this.relay = new HttpRelay(provider, this::handle);
    }

    /// Starts a log.
    ///
    /// @param file added to if it is there
    public static PostLog before(URI provider, Path file) {
        return new PostLog(provider, file);
    }

    /// The address to use in place of the provider's.
    public URI url() {
        return relay.url();
    }

    private void handle(HttpExchange exchange) throws IOException {
        boolean post = exchange.getRequestMethod().equals("POST");
        var at = Instant.now();
        var status = new AtomicInteger();
        try {
            relay.forward(exchange, UnaryOperator.identity(),
                    answer -> give(exchange, answer, status));
        } finally {
            if (post) {
                write(at, exchange.getRequestHeaders().getFirst("Idempotency-Key"), status.get());
            }
        }
    }

    private static void give(HttpExchange exchange, ClassicHttpResponse answer,
            AtomicInteger status) throws IOException {
        status.set(answer.getCode());
        HttpRelay.answer(exchange, answer, UnaryOperator.identity());
    }

    private synchronized void write(Instant at, @Nullable String key,
            int status) throws IOException {
        var line = JsonMapper.shared().createObjectNode().put("at", at.toString())
                .put("ended_at", Instant.now().toString()).put("key", key == null ? "" : key)
                .put("status", status);
        Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Override
    public void close() throws IOException {
        relay.close();
    }
}
