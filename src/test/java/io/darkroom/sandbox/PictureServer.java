package io.darkroom.sandbox;

import com.sun.net.httpserver.HttpServer;
import io.darkroom.picture.Images;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A web server with one picture, `/there.png`.
final class PictureServer implements AutoCloseable {

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    PictureServer() throws IOException {
        server = HttpServer.create(
                new InetSocketAddress(InetAddress.getByAddress(new byte[]{127, 0, 0, 1}), 0), 0);
        var picture = Images.png();
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().toString());
            boolean there = exchange.getRequestURI().getPath().equals("/there.png");
            exchange.sendResponseHeaders(there ? 200 : 404, there ? picture.length : -1);
            try (exchange) {
                if (there) {
                    exchange.getResponseBody().write(picture);
                }
            }
        });
        server.start();
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /// Path and query of each request.
    List<String> asked() {
        return asked;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
