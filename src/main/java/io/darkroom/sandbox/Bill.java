package io.darkroom.sandbox;

import io.darkroom.item.AspectRatio;
import io.darkroom.item.Mode;
import io.darkroom.item.OutputFormat;
import io.darkroom.item.Quality;
import io.darkroom.item.Resolution;
import io.darkroom.item.Sha256;
import io.darkroom.item.Usd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// All charges, on disk before anybody hears of them.
final class Bill implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final List<Charge> charges = new ArrayList<>();
    private final @Nullable FileChannel file;

    Bill(Optional<Path> path) {
        try {
            file = path.isPresent() ? open(path.get()) : null;
        } catch (IOException e) {
            throw new UncheckedIOException("The bill cannot be kept in " + path.get(), e);
        }
    }

    private FileChannel open(Path path) throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        var channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        var text = Files.readString(path);
        // A line without its end was being written when the process died.
        var whole = text.substring(0, text.lastIndexOf('\n') + 1);
        whole.lines().map(line -> charge(JSON.readTree(line))).forEach(charges::add);
        channel.truncate(whole.getBytes(StandardCharsets.UTF_8).length);
        return channel.position(channel.size());
    }

    synchronized void add(Charge charge) {
        if (file != null) {
            append(file, json(charge) + "\n");
        }
        charges.add(charge);
    }

    private static void append(FileChannel file, String line) {
        try {
            var bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException("The bill cannot be kept", e);
        }
    }

    synchronized List<Charge> charges() {
        return List.copyOf(charges);
    }

    static ObjectNode json(Charge charge) {
        return JSON.createObjectNode().put("at", charge.at().toString())
                .put("arrived_at", charge.arrived().toString())
                .put("request_id", charge.requestId())
                .put("idempotency_key", charge.idempotencyKey())
                .put("prompt_sha256", charge.promptSha256().hex())
                .put("mode", charge.mode().name().toLowerCase(Locale.ROOT))
                .put("quality", charge.quality().wire())
                .put("resolution", charge.resolution().wire()).put("ratio", charge.ratio().wire())
                .put("format", charge.format().wire()).put("usd", charge.usd().amount());
    }

    private static Charge charge(JsonNode line) {
        var at = line.path("at").asString();
        return new Charge(Instant.parse(at), Instant.parse(line.path("arrived_at").asString(at)),
                line.path("request_id").asString(), line.path("idempotency_key").asString(),
                new Sha256(line.path("prompt_sha256").asString()),
                Mode.valueOf(line.path("mode").asString().toUpperCase(Locale.ROOT)),
                Quality.parse(line.path("quality").asString()).orElseThrow(),
                Resolution.parse(line.path("resolution").asString()).orElseThrow(),
                AspectRatio.parse(line.path("ratio").asString()).orElseThrow(),
                OutputFormat.parse(line.path("format").asString()).orElseThrow(),
                Usd.of(line.path("usd").asString()));
    }

    @Override
    public synchronized void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
