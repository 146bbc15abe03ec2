package io.darkroom.fetch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLServerSocketFactory;

/// Servers on many ports of every address of a namespace. Each answers with `pixels`, or redirects
/// as the path says: `/to/STATUS/LOCATION`, the location in hexadecimal.
final class Listeners {

    static final List<Integer> PORTS = List.of(22, 25, 80, 443, 2375, 3306, 5432, 6379, 8080, 9200,
            11211);

    private static final int HTTPS = 443;

    private final List<String> reached = new CopyOnWriteArrayList<>();

    void open() throws IOException {
        for (int port : PORTS) {
            var server = (port == HTTPS
                    ? SSLServerSocketFactory.getDefault()
                    : ServerSocketFactory.getDefault()).createServerSocket();
            server.bind(new InetSocketAddress(port), 1000);
            Thread.ofPlatform().daemon().start(() -> accept(server));
        }
    }

    static String path(int status, String location) {
        return "/to/" + status + "/"
                + HexFormat.of().formatHex(location.getBytes(StandardCharsets.UTF_8));
    }

    /// The addresses and ports that were dialled since the last call.
    List<String> reached() {
        var seen = List.copyOf(reached);
        reached.clear();
        return seen;
    }

    private void accept(ServerSocket server) {
        try {
            while (true) {
                var socket = server.accept();
                reached.add(socket.getLocalAddress().getHostAddress() + ":"
                        + socket.getLocalPort());
                Thread.ofPlatform().daemon().start(() -> answer(socket));
            }
        } catch (IOException e) {
            throw new IllegalStateException("A listener is gone", e);
        }
    }

    private static void answer(Socket socket) {
        try (socket) {
            var in = new BufferedReader(
                    new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            var first = in.readLine();
            for (var line = first; line != null && !line.isEmpty();) {
                line = in.readLine();
            }
            if (first != null) {
                socket.getOutputStream().write(answer(first).getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException _) {
            return;
        }
    }

    private static String answer(String request) {
        var parts = request.split("[ /]+", -1);
        return parts.length > 3 && parts[1].equals("to")
                ? "HTTP/1.1 %s Moved\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n".formatted(
                        parts[2],
                        new String(HexFormat.of().parseHex(parts[3]), StandardCharsets.UTF_8))
                : "HTTP/1.1 200 OK\r\nContent-Length: 6\r\nConnection: close\r\n\r\npixels";
    }
}
