package io.darkroom.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.item.Secret;
import io.darkroom.provider.Outcome.Failed;
import io.darkroom.provider.Outcome.Halt;
import io.darkroom.provider.Outcome.Throttled;
import io.darkroom.provider.Outcome.Unknown;
import io.darkroom.provider.Outcome.Unsent;
import io.darkroom.provider.RawServer.Script;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OnePostTest {

    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
    private static final String BODY = "{\"data\": {\"urls\": [\"https://r.example/a.png\"]}}";

    static Stream<Arguments> faults() {
        return Stream.of(Arguments.of("reset before headers", (Script) socket -> {
            socket.setSoLinger(true, 0);
            socket.close();
        }, Unknown.class), Arguments.of("end before headers", (Script) socket -> socket.close(),
                Unknown.class),
                Arguments.of("end inside headers", closing("HTTP/1.1 200 O"), Unknown.class),
                Arguments.of("not HTTP", closing("what?\r\n\r\n"), Unknown.class),
                Arguments.of("end after headers",
                        closing(OK + "Content-Length: 50\r\n\r\n"), Unknown.class),
                Arguments.of("end inside a body of known length",
                        closing(OK + "Content-Length: 500\r\n\r\n" + BODY), Unknown.class),
                Arguments.of("end inside a chunk",
                        closing(OK + "Transfer-Encoding: chunked\r\n\r\nff\r\n" + BODY),
                        Unknown.class),
                Arguments.of("reset inside the body", (Script) socket -> {
                    RawServer.write(socket, OK + "Content-Length: 500\r\n\r\n{");
                    socket.setSoLinger(true, 0);
                    socket.close();
                }, Unknown.class),
                Arguments.of("half a text, no length",
                        closing(OK + "\r\n" + BODY.substring(0, 20)), Failed.class),
                Arguments.of("429 and kept alive", keeping("429 Slow down"), Throttled.class),
                Arguments.of("503 and kept alive", keeping("503 Busy"), Unknown.class),
                Arguments.of("408 and kept alive", keeping("408 Timeout"), Unknown.class),
                Arguments.of("401", keeping("401 Who"), Halt.class),
                Arguments.of("401 with a challenge", keeping("401 Who\r\nWWW-Authenticate: Basic"),
                        Halt.class),
                Arguments.of("407", keeping("407 Who\r\nProxy-Authenticate: Basic"), Failed.class),
                Arguments.of("308 to itself", keeping("308 Here\r\nLocation: /v1/images"),
                        Failed.class),
                Arguments.of("slow drip", (Script) socket -> {
                    RawServer.write(socket, OK + "Content-Length: 60000000\r\n\r\n");
                    while (true) {
                        RawServer.write(socket, " ");
                    }
                }, Unknown.class),
                Arguments.of("silence", (Script) socket -> {
                    if (socket.getInputStream().read() < 0) {
                        socket.close();
                    }
                }, Unknown.class));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void isSentOnceWhateverHappens(String name, Script script, Class<?> outcome)
            throws IOException {
        try (var server = new RawServer(script); var provider = open(server.url())) {
            assertThat(render(provider)).as(name).isInstanceOf(outcome);
            assertThat(server.posts()).isEqualTo(1);
        }
    }

    @Test
    void neverUsesAconnectionAgain() throws IOException {
        try (var server = new RawServer(keeping("429 Slow down"));
                var provider = open(server.url())) {
            render(provider);
            render(provider);
            assertThat(server.posts()).isEqualTo(2);
        }
    }

    @Test
    void knowsThatNothingWasSent() throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        for (var url : new String[]{"http://127.0.0.1:" + port, "http://nowhere.invalid"}) {
            try (var provider = open(URI.create(url))) {
                assertThat(render(provider)).as(url).isInstanceOf(Unsent.class);
            }
        }
    }

    @Test
    void knowsThatNothingWasSentWhenTlsFails() throws IOException {
        try (var server = new RawServer(keeping("429 Slow down"));
                var provider = open(URI.create("https://127.0.0.1:" + server.url().getPort()))) {
            assertThat(render(provider)).isInstanceOf(Unsent.class);
            assertThat(server.posts()).isZero();
        }
    }

    @Test
    void sendsNothingWhenAninputImageIsMissing() throws IOException {
        try (var server = new RawServer(keeping("429 Slow down"));
                var provider = open(server.url())) {
            var outcome = (Failed) provider.render(Requests.edit("x", Path.of("missing.png")),
                    new MemoryLanding());
            assertThat(outcome.code()).isEqualTo("INPUT_UNREADABLE");
            assertThat(server.posts()).isZero();
        }
    }

    @Test
    void doesNotRepeatTheKeyWhenItIsEchoed() throws IOException {
        var body = "{\"message\": \"hi_test is wrong\"}";
        try (var server = new RawServer(closing("HTTP/1.1 401 Who\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body)); var provider = open(server.url())) {
            assertThat(render(provider).toString()).contains("*** is wrong")
                    .doesNotContain("hi_test");
        }
    }

    private static Script closing(String answer) {
        return socket -> {
            RawServer.write(socket, answer);
            socket.close();
        };
    }

    private static Script keeping(String status) {
        return socket -> RawServer.write(socket,
                "HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n");
    }

    private static Outcome render(ImageProvider provider) {
        return provider.render(Requests.within("a kite", Duration.ofMillis(1500)),
                new MemoryLanding());
    }

    private static ImageProvider open(URI url) {
        return new HinowProvider("hinow", HinowSettings.at(url, Optional.of(new Secret("hi_test"))),
                InstantSource.system(), _ -> {});
    }
}
