package io.darkroom.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.darkroom.fetch.FetchFailure.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.apache.hc.client5.http.DnsResolver;
import org.assertj.core.api.AbstractObjectAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FetcherTests {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final FetchPolicy MANY = new FetchPolicy(false, Set.of("many.test:80"));

    private final FarServer server = new FarServer();
    private final Fetcher fetcher = new Fetcher(new FetchPolicy(false, Set.of(server.name())));
    private final ByteArrayOutputStream target = new ByteArrayOutputStream();

    @AfterEach
    void stop() {
        fetcher.close();
        server.close();
    }

    @Test
    void bringsBodyTypeAndEtag() throws Exception {
        server.on("/a", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "Image/PNG; q=1");
            exchange.getResponseHeaders().add("ETag", "\"7\"");
            FarServer.answer(exchange, 200, "pixels");
        });

        var fetched = fetcher.get(server.at("/a?x=1"), target, 6, SOON);

        assertThat(fetched).isEqualTo(new Fetched(6, "image/png", "\"7\"", ""));
        assertThat(target.toString(StandardCharsets.UTF_8)).isEqualTo("pixels");
    }

    @Test
    void looksWithoutDownloading() throws Exception {
        server.on("/a", exchange -> {
            exchange.getResponseHeaders().add("Last-Modified", "Sun, 22 Nov 2026 02:00:00 GMT");
            exchange.getResponseHeaders().add("Content-Length", "4000000000");
            exchange.sendResponseHeaders(exchange.getRequestMethod().equals("HEAD") ? 200 : 500,
                    -1);
        });

        assertThat(fetcher.look(server.at("/a"), SOON)).isEqualTo(
                new Fetched(4_000_000_000L, "", "", "Sun, 22 Nov 2026 02:00:00 GMT"));
    }

    @Test
    void asksForNothingCompressedAndSendsNoCookies() throws Exception {
        var seen = new AtomicReference<>("");
        server.on("/a", exchange -> {
            seen.set(exchange.getRequestHeaders().keySet().toString());
            exchange.getResponseHeaders().add("Set-Cookie", "a=b");
            FarServer.answer(exchange, 200, "pixels");
        });

        fetcher.get(server.at("/a"), target, 10, SOON);
        fetcher.get(server.at("/a"), target, 10, SOON);

        assertThat(seen.get().toLowerCase(Locale.ROOT)).doesNotContain("cookie",
                "accept-encoding", "upgrade", "referer");
    }

    @ParameterizedTest
    @CsvSource({"403, GONE", "404, GONE", "410, GONE", "401, GONE", "204, GONE", "206, GONE",
            "304, GONE", "302, GONE", "408, TRANSIENT", "429, TRANSIENT", "500, TRANSIENT",
            "503, TRANSIENT", "522, TRANSIENT"})
    void saysWhatAStatusMeans(int status, Kind kind) {
        server.on("/a", exchange -> FarServer.answer(exchange, status, ""));

        failure(server.at("/a")).returns(kind, FetchFailure::kind);
        assertThat(server.hits()).isEqualTo(1);
    }

    @Test
    void followsThreeRedirectsAndNoFourth() throws Exception {
        server.redirect("/4", "/3").redirect("/3", "2").redirect("/2", server.at("/1").toString())
                .redirect("/1", "/0")
                .on("/0", exchange -> FarServer.answer(exchange, 200, "pixels"));

        assertThat(fetcher.get(server.at("/3"), target, 10, SOON).bytes()).isEqualTo(6);
        failure(server.at("/4")).returns(Kind.REFUSED, FetchFailure::kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://example.com/", "file:///etc/passwd", "gopher://127.0.0.1:%d/",
            "http://127.0.0.1:%d/secret", "http://localhost:%d/secret",
            "http://2130706433:%d/secret", "http://[::1]:%d/secret",
            "http://[::ffff:127.0.0.1]:%d/secret", "https://127.0.0.1/", "http://169.254.169.254/",
            "http://a:b@127.0.0.1:%d/secret", "http:secret", "///[", "http://127.0.0.1:%d:80/"})
    void followsNoRedirectToAPlaceThePolicyForbids(String location) {
        try (var secret = new FarServer()) {
            server.redirect("/a", location.formatted(secret.port()));

            failure(server.at("/a")).returns(Kind.REFUSED, FetchFailure::kind);
            assertThat(secret.hits()).isZero();
        }
    }

    @Test
    void stopsAtTheByteCapWhetherAnnouncedOrNot() {
        server.on("/announced", exchange -> FarServer.answer(exchange, 200, "pixels!"));
        server.on("/chunked", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(new byte[7]);
        });

        failure(server.at("/announced")).returns(Kind.TOO_BIG, FetchFailure::kind);
        failure(server.at("/chunked")).returns(Kind.TOO_BIG, FetchFailure::kind);
        assertThat(target.size()).isZero();
    }

    @Test
    @Timeout(60)
    void leavesAnEndlessBodyAtTheByteCap() {
        server.on("/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            while (true) {
                exchange.getResponseBody().write(new byte[1024]);
            }
        });

        assertThatThrownBy(() -> fetcher.get(server.at("/endless"), target, 10,
                Duration.ofHours(1))).asInstanceOf(type(FetchFailure.class))
                .returns(Kind.TOO_BIG, FetchFailure::kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "identity; gzip", "x", "identity, br"})
    void refusesCompressedContent(String encodings) {
        server.on("/a", exchange -> {
            for (var encoding : encodings.split(";", -1)) {
                exchange.getResponseHeaders().add("Content-Encoding", encoding);
            }
            FarServer.answer(exchange, 200, "bomb");
        });

        failure(server.at("/a")).returns(Kind.REFUSED, FetchFailure::kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/silent", "/drip"})
    void givesUpWhenTheWholeTimeIsOver(String path) {
        var done = new CompletableFuture<Void>();
        server.on("/silent", _ -> done.join());
        server.on("/drip", exchange -> {
            exchange.sendResponseHeaders(200, 5);
            exchange.getResponseBody().write('a');
            exchange.getResponseBody().flush();
            done.join();
        });

        assertThatThrownBy(
                () -> fetcher.get(server.at(path), target, 10, Duration.ofMillis(300)))
                .hasMessageContaining("took too long").asInstanceOf(type(FetchFailure.class))
                .returns(Kind.TRANSIENT, FetchFailure::kind);
        done.complete(null);
    }

    @Test
    @Timeout(60)
    void countsTheLookUpOfANameIntoTheTime() {
        var never = new CompletableFuture<InetAddress[]>();

        try (var slow = new Fetcher(MANY, names(_ -> never.join()))) {
            assertThatThrownBy(() -> slow.get(URI.create("http://many.test:80/"), target, 10,
                    Duration.ofMillis(300))).hasMessageContaining("took too long");
        }
    }

    @Test
    @Timeout(60)
    void dialsNoFurtherAddressWhenTheWholeTimeIsOver() throws Exception {
        var addresses = new InetAddress[50];
        Arrays.fill(addresses, InetAddress.ofLiteral("127.0.0.1"));
        try (var silent = new SilentServer();
                var patient = new Fetcher(silent.policy(), names(_ -> addresses))) {
            assertThatThrownBy(() -> patient.get(silent.uri(), target, 10,
                    Duration.ofMillis(300))).hasMessageContaining("took too long");
        }
    }

    @Test
    void dialsTheNextAddressWhereOneDoesNotAnswer() throws Exception {
        server.on("/a", exchange -> FarServer.answer(exchange, 200, "pixels"));
        var addresses = new InetAddress[]{InetAddress.ofLiteral("127.0.0.9"),
                InetAddress.ofLiteral("127.0.0.1")};
        var url = URI.create("http://many.test:" + server.port() + "/a");
        var policy = new FetchPolicy(false, Set.of("many.test:" + server.port()));

        try (var fetcher = new Fetcher(policy, names(_ -> addresses))) {
            assertThat(fetcher.get(url, target, 10, SOON).bytes()).isEqualTo(6);
        }
    }

    @Test
    void takesACutBodyAsTransient() {
        server.on("/a", exchange -> {
            exchange.sendResponseHeaders(200, 5);
            exchange.getResponseBody().write(1);
            exchange.getResponseBody().flush();
            exchange.getHttpContext().getServer().stop(0);
        });

        failure(server.at("/a")).returns(Kind.TRANSIENT, FetchFailure::kind);
    }

    @Test
    void takesARefusedConnectionAsTransient() throws Exception {
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        try (var trusting = new Fetcher(new FetchPolicy(false, Set.of("127.0.0.1:" + port)))) {
            failure(trusting, URI.create("http://127.0.0.1:" + port + "/")).returns(Kind.TRANSIENT,
                    FetchFailure::kind);
        }
    }

    @Test
    void blamesADiskThatIsFullOnNobodyElse() {
        server.on("/a", exchange -> FarServer.answer(exchange, 200, "pixels"));
        var full = new OutputStream() {

            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };

        assertThatThrownBy(() -> fetcher.get(server.at("/a"), full, 10, SOON))
                .isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void showsNoQueryInItsMessages() {
        failure(server.at("/a?X-Signature=hush")).returns(false,
                e -> String.valueOf(e.getMessage()).contains("hush"));
    }

    private static DnsResolver names(Function<String, InetAddress[]> answers) {
        return new DnsResolver() {

            @Override
            public InetAddress[] resolve(String host) {
                return answers.apply(host);
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                return host;
            }
        };
    }

    private AbstractObjectAssert<?, FetchFailure> failure(URI uri) {
        return failure(fetcher, uri);
    }

    private AbstractObjectAssert<?, FetchFailure> failure(Fetcher fetcher, URI uri) {
        return assertThatThrownBy(() -> fetcher.get(uri, target, 6, SOON))
                .asInstanceOf(type(FetchFailure.class));
    }
}
