package io.darkroom.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.item.ImageOptions;
import io.darkroom.item.Usd;
import io.darkroom.provider.Outcome.Failed;
import io.darkroom.provider.Outcome.Halt;
import io.darkroom.provider.Outcome.Reason;
import io.darkroom.provider.Outcome.Rejected;
import io.darkroom.provider.Outcome.Rendered;
import io.darkroom.provider.Outcome.Throttled;
import io.darkroom.provider.Outcome.Unknown;
import io.darkroom.sandbox.AnswerForm;
import io.darkroom.sandbox.SandboxOptions;
import io.darkroom.sandbox.SandboxServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every provider does, shown against a server that can be told to fail and keeps a bill.
abstract class ImageProviderContract {

    private final MemoryLanding landing = new MemoryLanding();
    private SandboxServer server = SandboxServer
            .start(SandboxOptions.DEFAULT.answering(form()));

    abstract AnswerForm form();

    abstract ImageProvider open(URI server);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void landsTheImageAndSaysWhatItCost() throws IOException {
        var outcome = (Rendered) render(Requests.text("a red kite"));
        var image = ImageIO.read(new ByteArrayInputStream(landing.bytes()));
        assertThat(image.getWidth()).isEqualTo(1024);
        assertThat(outcome.requestId()).startsWith("sb-");
        assertThat(outcome.cost()).isIn(Optional.of(Usd.of("0.06")), Optional.empty());
        assertThat(server.bill()).singleElement()
                .satisfies(c -> assertThat(c.idempotencyKey()).isEqualTo("key-1"));
    }

    @Test
    void saysWhatIsOnTheAccount() {
        try (var provider = open(server.baseUrl())) {
            var before = provider.balance().orElseThrow();
            provider.render(Requests.text("a red kite"), landing);
            assertThat(before.subtract(provider.balance().orElseThrow()))
                    .isEqualByComparingTo("0.06");
        }
    }

    @Test
    void sendsInputImagesFromTheirFiles(@TempDir Path folder) throws IOException {
        render(Requests.text("an input"));
        var file = Files.write(folder.resolve("in.png"), landing.bytes());
        assertThat(render(Requests.edit("make it blue", file))).isInstanceOf(Rendered.class);
        assertThat(server.bill().getLast().mode()).hasToString("EDIT");
    }

    @Test
    void notesAPromiseBeforeItDownloads() {
        render(Requests.text("a red kite"));
        assertThat(landing.events).endsWith("image");
        assertThat(landing.events.getFirst()).isEqualTo(switch (form()) {
            case URL -> "RESULT";
            case POLL -> "POLL";
            case INLINE -> "image";
        });
    }

    @Test
    void collectsWhatWasPromisedWithoutAsecondOrder() {
        render(Requests.text("a red kite"));
        var bytes = landing.bytes();
        if (landing.note().isPresent()) {
            try (var provider = open(server.baseUrl())) {
                assertThat(provider.collect(landing, ImageOptions.DEFAULT))
                        .isInstanceOf(Rendered.class);
            }
        }
        assertThat(landing.bytes()).isEqualTo(bytes);
        assertThat(server.posts()).isEqualTo(1);
    }

    @Test
    void saysWhatEachRefusalMeansAndAsksOnce() {
        assertThat(failing("*=400:content_policy_violation")).isInstanceOf(Rejected.class);
        assertThat(failing("*=429:after=2"))
                .isEqualTo(new Throttled(Optional.of(Duration.ofSeconds(2)),
                        "As the fault rule says", 429));
        assertThat(((Halt) failing("*=402")).reason()).isEqualTo(Reason.OUT_OF_CREDIT);
        assertThat(((Halt) failing("*=401")).reason()).isEqualTo(Reason.KEY_REFUSED);
        assertThat(failing("*=503:billed")).isInstanceOf(Unknown.class);
        assertThat(((Failed) failing("*=422")).billed()).isFalse();
    }

    @Test
    void holdsWhatMayHaveBeenCharged() {
        assertThat(failing("*=reset:billed")).isInstanceOf(Unknown.class);
        assertThat(failing("*=truncate")).isInstanceOf(Unknown.class);
    }

    @Test
    void keepsWhatWasChargedAndCannotBeUsed() {
        for (var fault : new String[]{"html", "bad-json", "bad-base64", "not-an-image", "empty"}) {
            assertThat(((Failed) failing("*=" + fault)).code()).as(fault)
                    .isEqualTo("BILLED_UNUSABLE");
            assertThat(landing.kept()).as(fault).isNotEmpty();
        }
    }

    @Test
    void givesUpAresultThatIsGone() {
        var outcome = (Failed) failing("*=gone");
        assertThat(outcome.code()).isEqualTo("RESULT_GONE");
        assertThat(outcome.billed()).isTrue();
    }

    @Test
    void endsWithTheDeadlineWhenNothingComes() {
        restart("*=hang");
        var outcome = (Unknown) render(Requests.within("a kite", Duration.ofMillis(700)));
        assertThat(outcome.code()).isEqualTo("TIMEOUT");
        assertThat(server.posts()).isEqualTo(1);
    }

    @Test
    void endsWithAnInterrupt() throws InterruptedException {
        restart("*=hang");
        var outcomes = new Outcome[1];
        var thread = Thread.ofVirtual().start(() -> outcomes[0] = render(Requests.text("a kite")));
        while (server.arrivals().isEmpty()) {
            Thread.onSpinWait();
        }
        thread.interrupt();
        thread.join();
        assertThat(((Unknown) outcomes[0]).code()).isEqualTo("INTERRUPTED");
    }

    private Outcome failing(String rule) {
        restart(rule);
        var outcome = render(Requests.text("a red kite"));
        assertThat(server.posts()).isEqualTo(1);
        return outcome;
    }

    private void restart(String rule) {
        server.close();
        server = SandboxServer.start(SandboxOptions.DEFAULT.answering(form()).failing(rule));
    }

    private Outcome render(RenderRequest request) {
        try (var provider = open(server.baseUrl())) {
            return provider.render(request, landing);
        }
    }
}
