package io.darkroom.fetch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A port on 127.0.0.1 that answers nobody any more: its queue of connections is full, so that
/// whoever dials waits.
final class SilentServer implements AutoCloseable {

    private static final int SOON_MILLIS = 200;

    private final ServerSocket server;
    private final List<Socket> queue = new ArrayList<>();

    SilentServer() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
        boolean entered = true;
        while (entered) {
            entered = enters(new Socket());
        }
    }

    private boolean enters(Socket socket) throws IOException {
        try {
            queue.add(socket);
            socket.connect(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()),
                    SOON_MILLIS);
            return true;
        } catch (SocketTimeoutException _) {
            return false;
        }
    }

    FetchPolicy policy() {
        return new FetchPolicy(false, Set.of("silent.test:" + server.getLocalPort()));
    }

    URI uri() {
        return URI.create("http://silent.test:" + server.getLocalPort() + "/");
    }

    @Override
    public void close() throws IOException {
        for (var socket : queue) {
            socket.close();
        }
        server.close();
    }
}
