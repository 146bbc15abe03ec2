package io.darkroom.provider;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/// A server that reads whole requests, counts them, and then does what a test says with the socket.
final class RawServer implements AutoCloseable {

    private final ServerSocket server;
    private final Script script;
    private final AtomicInteger posts = new AtomicInteger();

    /// What happens to a connection once its request was read.
    @FunctionalInterface
    interface Script {

        void run(Socket socket) throws IOException;
    }

    RawServer(Script script) throws IOException {
        this.script = script;
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    int posts() {
        return posts.get();
    }

    private void accept() {
        try {
            while (true) {
                var socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException _) {
            return;
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            while (readRequest(socket.getInputStream())) {
                posts.incrementAndGet();
                script.run(socket);
            }
        } catch (IOException _) {
            return;
        }
    }

    private static boolean readRequest(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int b = in.read();
            if (b < 0) {
                return false;
            }
            head.append((char) b);
        }
        var length = head.toString().replaceAll("(?is).*content-length: (\\d+).*", "$1");
        return in.readNBytes(Integer.parseInt(length)).length == Integer.parseInt(length);
    }

    static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
