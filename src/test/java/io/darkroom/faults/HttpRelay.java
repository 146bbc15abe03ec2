package io.darkroom.faults;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.springframework.util.StreamUtils;

/// An HTTP server on 127.0.0.1 that passes requests on to another, each on a connection of its own,
/// streamed, and with the `Host` header that the client sent: signatures cover it.
final class HttpRelay implements AutoCloseable {

    private static final int CONNECTIONS = 512;
    private static final int PIECE = 8192;
    /// What each connection says for itself (RFC 9110, section 7.6.1), and what the sender works out.
    private static final Set<String> OWN = Set.of("connection", "keep-alive", "transfer-encoding",
            "content-length", "expect", "upgrade", "http2-settings", "te", "trailer", "date");

    private final HttpHost target;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CloseableHttpClient client = HttpClients.custom().disableAutomaticRetries()
            .disableRedirectHandling().disableContentCompression().disableCookieManagement()
            .setConnectionReuseStrategy((_, _, _) -> false)
            .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                    .setMaxConnPerRoute(CONNECTIONS).setMaxConnTotal(CONNECTIONS).build())
            .build();

    /// What is done with a request; one that ends without an answer breaks the connection off.
    @FunctionalInterface
    interface Handler {

        void handle(HttpExchange exchange) throws IOException, InterruptedException;
    }

    HttpRelay(URI target, Handler handler) {
        this.target = new HttpHost(target.getScheme(), target.getHost(), target.getPort());
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                    0);
        } catch (IOException e) {
            throw new UncheckedIOException("The relay cannot listen", e);
        }
        server.setExecutor(threads);
        server.createContext("/", exchange -> serve(exchange, handler));
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static void serve(HttpExchange exchange, Handler handler) throws IOException {
        try (exchange) {
            handler.handle(exchange);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// What is done with an answer that has arrived; its body is still on the way.
    @FunctionalInterface
    interface Taker {

        void take(ClassicHttpResponse answer) throws IOException;
    }

    /// Sends a request on.
    ///
    /// @param body changes the bytes on their way, not their number
    void forward(HttpExchange exchange, UnaryOperator<InputStream> body, Taker taker)
            throws IOException {
        var request = new BasicClassicHttpRequest(exchange.getRequestMethod(), target,
                exchange.getRequestURI().toString());
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OWN.contains(lower(name))) {
                values.forEach(value -> request.addHeader(name, value));
            }
        });
        var headers = exchange.getRequestHeaders();
        var length = headers.getFirst("Content-Length");
        if (length != null || headers.containsKey("Transfer-Encoding")) {
            request.setEntity(new InputStreamEntity(
                    StreamUtils.nonClosing(body.apply(exchange.getRequestBody())),
                    length == null ? -1 : Long.parseLong(length), (ContentType) null));
        }
        client.execute(target, request, patience(headers.containsKey("Expect")), answer -> {
            // Who is still sending would not hear the answer.
            exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
            taker.take(answer);
            return answer.getCode();
        });
    }

    /// Waits for the server's word before the body is sent, if the client would have done so.
    private static HttpClientContext patience(boolean expects) {
        var context = HttpClientContext.create();
        context.setRequestConfig(
                RequestConfig.custom().setExpectContinueEnabled(expects).build());
        return context;
    }

    /// Gives an answer to the client.
    ///
    /// @param body changes the bytes on their way
    static void answer(HttpExchange exchange, ClassicHttpResponse answer,
            UnaryOperator<InputStream> body) throws IOException {
        for (var header : answer.getHeaders()) {
            boolean sizeOnly = exchange.getRequestMethod().equals("HEAD")
                    && lower(header.getName()).equals("content-length");
            if (sizeOnly || !OWN.contains(lower(header.getName()))) {
                exchange.getResponseHeaders().add(header.getName(), header.getValue());
            }
        }
        var entity = answer.getEntity();
        if (entity == null || entity.getContentLength() == 0) {
            exchange.sendResponseHeaders(answer.getCode(), -1);
            return;
        }
        exchange.sendResponseHeaders(answer.getCode(), Math.max(0, entity.getContentLength()));
        try (var in = body.apply(entity.getContent())) {
            var piece = new byte[PIECE];
            for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
                exchange.getResponseBody().write(piece, 0, length);
            }
        }
        exchange.getResponseBody().close();
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /// What is still on its way a second later is cut off.
    @Override
    public void close() throws IOException {
        server.stop(0);
        threads.shutdown();
        try {
            threads.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        threads.shutdownNow();
        client.close();
    }
}
