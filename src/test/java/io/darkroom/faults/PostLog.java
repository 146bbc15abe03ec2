package io.darkroom.faults;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import tools.jackson.databind.json.JsonMapper;

/// Stands in front of a provider and writes down when each post arrived and when its answer came,
/// one JSON object a line: `at`, `ended_at`, `key` (of idempotency), `status` (0: no answer came).
/// Passes everything on. Thread-safe.
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
        var at = Instant.now();
        var answered = new AtomicBoolean();
        try {
            relay.forward(exchange, UnaryOperator.identity(), answer -> {
                // Before the client has it: it may send the next one at once.
                answered.set(true);
                write(exchange, at, answer.getCode());
                HttpRelay.answer(exchange, answer, UnaryOperator.identity());
            });
        } finally {
            if (!answered.get()) {
                write(exchange, at, 0);
            }
        }
    }

    private synchronized void write(HttpExchange exchange, Instant at, int status)
            throws IOException {
        if (!exchange.getRequestMethod().equals("POST")) {
            return;
        }
        var key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
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
