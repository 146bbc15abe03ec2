package io.darkroom.sandbox;

import io.darkroom.item.OutputFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The results as they are downloaded: `/files/NAME`, or `/files/FAULT/NAME` for one that goes wrong.
///
/// @param tried names of flaky results that were asked for
record Downloads(Results results, Set<String> tried) {

    private static final String FILES = "/files/";
    private static final String NOT_PUBLIC = "https://10.255.255.1";

    Downloads(Results results) {
        this(results, ConcurrentHashMap.newKeySet());
    }

    /// The URL of a result with which something is wrong.
    static String link(Exchange exchange, Made made, FaultKind kind) {
        var host = kind == FaultKind.PRIVATE_RESULT ? NOT_PUBLIC : exchange.base();
        return host + FILES + kind.wire() + "/" + made.file() + Results.SIGNATURE;
    }

    /// Answers a GET below `/files/`.
    void answer(Exchange exchange) throws IOException, Refusal, InterruptedException {
        var parts = exchange.path().substring(FILES.length()).split("/", -1);
        var name = parts[parts.length - 1];
        var file = results.get(name).orElseThrow(Downloads::missing);
        var type = OutputFormat.parse(name.replaceAll(".*\\.", "")).orElseThrow().contentType();
        if (parts.length == 1) {
            exchange.file(type, file);
        } else {
            wrong(exchange, FaultKind.parse(parts[0]).orElseThrow(Downloads::missing), file, type);
        }
    }

    private void wrong(Exchange exchange, FaultKind kind, Path file, String type)
            throws IOException, Refusal, InterruptedException {
        var name = file.getFileName().toString();
        switch (kind) {
            case GONE -> throw missing();
            case EXPIRED -> throw new Refusal(403, "expired", "The time of this URL is over");
            case REDIRECT -> exchange.redirect(FILES + name);
            case FLAKY_RESULT -> {
                if (tried.add(name)) {
                    throw new Refusal(503, "try_again", "Not there yet");
                }
                exchange.file(type, file);
            }
            case REDIRECT_LOOP -> exchange.redirect(exchange.path());
            case REDIRECT_PRIVATE -> exchange.redirect(NOT_PUBLIC + FILES + name);
            case SLOW_RESULT -> Pour.slowly(Files.readAllBytes(file), 1,
                    exchange.start(200, type, Files.size(file)));
            case CUT_RESULT -> {
                var content = Files.readAllBytes(file);
                exchange.start(200, type, content.length).write(content, 0, content.length / 2);
            }
            case HUGE_RESULT -> {
                var out = exchange.start(200, type, 0);
                Files.copy(file, out);
                Pour.endlessly('A', kind.standard(), out);
            }
            default -> exchange.bytes(200, ImageFaults.type(type, kind),
                    ImageFaults.bytes(Files.readAllBytes(file), kind));
        }
    }

    private static Refusal missing() {
        return new Refusal(404, "not_found", "No such result");
    }
}
