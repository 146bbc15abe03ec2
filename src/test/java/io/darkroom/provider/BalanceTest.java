package io.darkroom.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.darkroom.item.Secret;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BalanceTest {

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", textBlock = """
        {"data": {"balance": 12.5}}       => 12.5
        {"data": {"balance": "12.50"}}    => 12.50
        {"data": {"balance": -3, "x": 1}} => -3
        {"data": {"balance": 0}}          => 0
        """)
    void readsWhatIsOnTheAccount(String answer, String balance) throws IOException {
        assertThat(balance(200, answer)).contains(new BigDecimal(balance));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", textBlock = """
        200 => {"data": {"balance": "much"}}
        200 => {"data": {"balance": 1e12}}
        200 => {"data": {"balance": null}}
        200 => {"balance": 5}
        200 => <html>
        200 => ''
        404 => {"data": {"balance": 5}}
        401 => {"error": "no"}
        302 => {"data": {"balance": 5}}
        """)
    void doesNotKnowWhatIsNotSaid(int status, String answer) throws IOException {
        assertThat(balance(status, answer)).isEmpty();
    }

    @Test
    void asksWithTheKey() throws IOException {
        var server = server(200, "{\"data\": {\"balance\": 1}}", "Bearer hi_test");
        try {
            assertThat(ask(server)).contains(BigDecimal.ONE);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aServerThatIsAwayIsNoError() throws IOException {
        var server = server(200, "{}", "");
        server.stop(0);
        assertThat(ask(server)).isEmpty();
    }

    private static Optional<BigDecimal> balance(int status, String answer) throws IOException {
        var server = server(status, answer, "");
        try {
            return ask(server);
        } finally {
            server.stop(0);
        }
    }

    private static Optional<BigDecimal> ask(HttpServer server) {
        var settings = HinowSettings.at(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                Optional.of(new Secret("hi_test")));
        try (var provider = new HinowProvider("hinow", settings, InstantSource.system(),
                _ -> {})) {
            return provider.balance();
        }
    }

    /// Answers a request for the balance that has a key, and nothing else.
    private static HttpServer server(int status, String answer, String key) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                0);
        server.createContext("/v1/balance", exchange -> {
            boolean known = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))
                    .endsWith(key);
            var body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(known ? status : 401,
                    body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }
}
