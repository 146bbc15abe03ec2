package io.darkroom.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.sandbox.SandboxOptions;
import io.darkroom.sandbox.SandboxServer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BillTests {

    private static final String ORDER = """
        {"model": "openai/gpt-image-2-edit", "prompt": "A teapot"}
        """;

    @TempDir
    private Path folder;

    @Test
    void isTheSameOnDiskAndByHttp() throws Exception {
        var file = folder.resolve("bill.jsonl");
        try (var server = SandboxServer.start(SandboxOptions.DEFAULT.billing(file));
                var client = HttpClient.newHttpClient()) {
            client.send(HttpRequest.newBuilder(server.baseUrl().resolve("/v1/images"))
                    .header("Idempotency-Key", "run-1-0").POST(BodyPublishers.ofString(ORDER))
                    .build(), BodyHandlers.discarding());

            var charges = Bill.in(file).charges();
            assertThat(charges).hasSize(1).isEqualTo(Bill.from(server.baseUrl()).charges());
            assertThat(charges.getFirst().key()).isEqualTo("run-1-0");
            assertThat(charges.getFirst().usd()).isPositive();
        }
    }

    @Test
    void isEmptyWhereNothingWasBilled() {
        assertThat(Bill.in(folder.resolve("bill.jsonl")).charges()).isEmpty();
    }
}
