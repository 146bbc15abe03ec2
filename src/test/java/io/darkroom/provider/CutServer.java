package io.darkroom.provider;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/// A server whose answers are bytes, sent as they are before the connection is closed.
final class CutServer implements AutoCloseable {

    private final ServerSocket server;
    private final Function<String, byte[]> answers;

    /// @param answers from a whole request, head and body
    CutServer(Function<String, byte[]> answers) throws IOException {
        this.answers = answers;
        server = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
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
            var in = socket.getInputStream();
            var head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.read());
            }
            socket.getOutputStream().write(answers.apply(head + body(head.toString(), in)));
        } catch (IOException _) {
            return;
        }
    }

    private static String body(String head, InputStream in) throws IOException {
        var length = head.replaceAll("(?is).*content-length: (\\d+).*|.*", "$1");
        return new String(in.readNBytes(length.isEmpty() ? 0 : Integer.parseInt(length)),
                StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
