package io.darkroom.faults;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/// A server that says what it hears.
final class Echo implements AutoCloseable {

    private final ServerSocket server;
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private final AtomicInteger ended = new AtomicInteger();

    Echo() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    String heard() {
        return heard.toString(StandardCharsets.UTF_8);
    }

    /// Connections whose client is known to have gone.
    int ended() {
        return ended.get();
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
            var piece = new byte[1024];
            var in = socket.getInputStream();
            for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
                heard.write(piece, 0, length);
                socket.getOutputStream().write(piece, 0, length);
            }
        } catch (IOException _) {
            return;
        } finally {
            ended.incrementAndGet();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
