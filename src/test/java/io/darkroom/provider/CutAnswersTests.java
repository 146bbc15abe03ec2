package io.darkroom.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.provider.Outcome.Failed;
import io.darkroom.provider.Outcome.Rendered;
import io.darkroom.provider.Outcome.Undelivered;
import io.darkroom.provider.Outcome.Unknown;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Answers that end after each of their bytes: none of them is an image.
class CutAnswersTests {

    private static final int AT_ONCE = 32;
    private static final String PROMPT = "cut after ";

    /// How an answer says where it ends.
    enum Framing {

        LENGTH {

            @Override
            byte[] reply(String type, byte[] body) {
                return join(head(type, "Content-Length: " + body.length), body, "");
            }
        },
        CHUNKS {

            @Override
            byte[] reply(String type, byte[] body) {
                var size = "\r\n\r\n" + Integer.toHexString(body.length) + "\r\n";
                return join(head(type, "Transfer-Encoding: chunked").replace("\r\n\r\n", size),
                        body, "\r\n0\r\n\r\n");
            }
        },
        CLOSING {

            @Override
            byte[] reply(String type, byte[] body) {
                return join(head(type, "Connection: close"), body, "");
            }
        };

        abstract byte[] reply(String type, byte[] body);

        private static String head(String type, String framing) {
            return "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\n" + framing + "\r\n\r\n";
        }

        private static byte[] join(String head, byte[] body, String end) {
            var text = head + new String(body, StandardCharsets.ISO_8859_1) + end;
            return text.getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void noPartOfAnInlineAnswerIsAnImage(Framing framing) throws Exception {
        var base64 = Base64.getEncoder()
                .encodeToString(image(framing == Framing.LENGTH ? 1200 : 800));
        var reply = framing.reply("application/json", ("{\"data\": {\"urls\": [\"data:image/png;"
                + "base64," + base64 + "\"]}, \"usage\": {\"cost\": 0.06}}")
                .getBytes(StandardCharsets.US_ASCII));
        assertThat(base64).hasSizeGreaterThan(1024);
        assertThat(outcome(reply)).isInstanceOf(Rendered.class);
        assertThat(cuts(reply.length, request -> cut(request, reply)).values())
                .hasSize(reply.length).allMatch(CutAnswersTests::isHeld);
    }

    @ParameterizedTest
    @EnumSource
    void noPartOfAurlAnswerIsAnImage(Framing framing) throws Exception {
        var reply = framing.reply("application/json",
                "{\"data\": {\"urls\": [\"https://r.example/a.png\"]}, \"usage\": {\"cost\": 0.06}}"
                        .getBytes(StandardCharsets.US_ASCII));
        assertThat(cuts(reply.length, request -> cut(request, reply)).values())
                .hasSize(reply.length).allMatch(CutAnswersTests::isHeld);
    }

    @ParameterizedTest
    @EnumSource(names = {"LENGTH", "CHUNKS"})
    void noPartOfAresultIsAnImage(Framing framing) throws Exception {
        var result = framing.reply("image/png", image(60));
        Function<String, byte[]> server = request -> request.startsWith("POST")
                ? Framing.LENGTH.reply("application/json", link(request))
                : cut(request, result);
        // The last chunk says 0: behind that digit nothing of the image is missing.
        int all = result.length - (framing == Framing.CHUNKS ? 4 : 0);
        assertThat(cuts(all, server).values()).hasSize(all)
                .allMatch(Undelivered.class::isInstance);
    }

    @Test
    void aWholeResultIsAnImage() throws Exception {
        var result = Framing.LENGTH.reply("image/png", image(60));
        try (var server = new CutServer(request -> request.startsWith("POST")
                ? Framing.LENGTH.reply("application/json", link(request))
                : result)) {
            assertThat(render(server, 0)).isInstanceOf(Rendered.class);
        }
    }

    private static boolean isHeld(Outcome outcome) {
        return outcome instanceof Unknown
                || (outcome instanceof Failed failed && failed.code().equals("BILLED_UNUSABLE"));
    }

    /// The address of a result that is cut after as many bytes as the prompt says.
    private static byte[] link(String request) {
        var host = request.replaceAll("(?is).*?\r\nhost: ([^\r]+).*", "$1");
        return ("{\"data\": {\"urls\": [\"http://" + host + "/" + count(request) + "\"]}}")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] cut(String request, byte[] reply) {
        return Arrays.copyOf(reply, count(request));
    }

    private static int count(String request) {
        return Integer.parseInt(request.replaceAll("(?s)GET /(\\d+).*|.*" + PROMPT + "(\\d+).*",
                "$1$2"));
    }

    private static Outcome outcome(byte[] reply) throws IOException {
        try (var server = new CutServer(_ -> reply)) {
            return render(server, 0);
        }
    }

    private static Outcome render(CutServer server, int cut) {
        try (var provider = open(server)) {
            return provider.render(request(cut), new MemoryLanding());
        }
    }

    /// The outcomes of all answers that are too short.
    private static Map<Integer, Outcome> cuts(int length, Function<String, byte[]> answers)
            throws Exception {
        var permits = new Semaphore(AT_ONCE);
        try (var server = new CutServer(answers);
                var provider = open(server);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var renders = IntStream.range(0, length).mapToObj(n -> (Callable<Outcome>) () -> {
                permits.acquire();
                try {
                    return provider.render(request(n), new MemoryLanding());
                } finally {
                    permits.release();
                }
            }).toList();
            var outcomes = new HashMap<Integer, Outcome>();
            for (var outcome : threads.invokeAll(renders)) {
                outcomes.put(outcomes.size(), outcome.get());
            }
            return outcomes;
        }
    }

    private static RenderRequest request(int cut) {
        return Requests.within(PROMPT + cut, Duration.ofMinutes(1));
    }

    private static ImageProvider open(CutServer server) {
        return new HinowProvider("hinow", HinowSettings.at(server.url(), Optional.empty()),
                InstantSource.system(), _ -> {});
    }

    /// Random bytes that begin like a PNG.
    private static byte[] image(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        System.arraycopy(new byte[]{(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'}, 0, bytes,
                0, 8);
        return bytes;
    }
}
