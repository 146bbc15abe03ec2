package io.darkroom.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A TCP proxy on 127.0.0.1 whose behaviour can be changed while connections are open. Holds 8 KiB
/// for each direction of a connection. Thread-safe.
public final class FaultProxy implements AutoCloseable {

    private final InetSocketAddress target;
    private final Control control = new Control();
    private final Set<Link> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final int port;
    private @Nullable ServerSocket server;
    private @Nullable Thread accepting;

    private FaultProxy(InetSocketAddress target) throws IOException {
        this.target = target;
        this.port = listen(0);
    }

    /// Starts a proxy that passes everything.
    ///
    /// @param port of the server behind it
    public static FaultProxy to(String host, int port) {
        try {
            return new FaultProxy(new InetSocketAddress(host, port));
        } catch (IOException e) {
            throw new UncheckedIOException("The proxy cannot listen", e);
        }
    }

    /// The port of 127.0.0.1 to connect to; the same for the proxy's whole life.
    public int port() {
        return port;
    }

    /// How many connections were accepted, those that were reset at once too.
    public int connections() {
        return connections.get();
    }

    /// How many connections are open now.
    public int open() {
        return open.size();
    }

    /// Behaves so from now on, on open connections too.
    public synchronized void behave(Behaviour behaviour) {
        control.set(behaviour);
        try {
            if (behaviour instanceof Behaviour.Refuse) {
                stopListening();
            } else if (server == null) {
                listen(port);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The proxy's port cannot be changed", e);
        }
        if (behaviour instanceof Behaviour.Reset) {
            open.forEach(Link::reset);
        }
    }

    private synchronized int listen(int wanted) throws IOException {
        var socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
        server = socket;
        accepting = Thread.ofVirtual().name("fault-proxy").start(() -> accept(socket));
        return socket.getLocalPort();
    }

    /// The port is free only when the thread that accepts has noticed.
    private synchronized void stopListening() throws IOException {
        if (server == null || accepting == null) {
            return;
        }
        server.close();
        server = null;
        try {
            accepting.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept(ServerSocket socket) {
        try {
            while (true) {
                var client = socket.accept();
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(client));
            }
        } catch (IOException _) {
            // The proxy was closed, or refuses.
            return;
        }
    }

    private void serve(Socket client) {
        try (var link = new Link(client, target, control)) {
            open.add(link);
            try {
                link.run();
            } finally {
                open.remove(link);
            }
        } catch (IOException _) {
            // One of the two has gone: so does the connection.
            return;
        }
    }

    /// Ends all connections.
    @Override
    public synchronized void close() throws IOException {
        control.set(new Behaviour.Reset());
        stopListening();
        open.forEach(Link::reset);
    }
}
