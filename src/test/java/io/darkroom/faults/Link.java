package io.darkroom.faults;

import io.darkroom.faults.Behaviour.Blackhole;
import io.darkroom.faults.Behaviour.CutAfter;
import io.darkroom.faults.Behaviour.CutAnswer;
import io.darkroom.faults.Behaviour.CutRequest;
import io.darkroom.faults.Behaviour.HalfOpen;
import io.darkroom.faults.Behaviour.Latency;
import io.darkroom.faults.Behaviour.Pass;
import io.darkroom.faults.Behaviour.Refuse;
import io.darkroom.faults.Behaviour.Reset;
import io.darkroom.faults.Behaviour.Throttle;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/// One connection through the proxy: two pumps, one for each direction.
final class Link implements AutoCloseable {

    private static final int PIECE = 8192;
    private static final Duration LONG = Duration.ofDays(1);

    private final Socket client;
    private final InetSocketAddress target;
    private final Socket server = new Socket();
    private final Control control;
    private volatile boolean cut;

    Link(Socket client, InetSocketAddress target, Control control) {
        this.client = client;
        this.target = target;
        this.control = control;
    }

    /// Pumps until both sides have ended.
    void run() throws IOException {
        if (control.now() instanceof Reset) {
            reset();
            return;
        }
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        server.connect(target);
        var answers = Thread.ofVirtual().start(() -> new Pump(server, client, false).run());
        new Pump(client, server, true).run();
        try {
            answers.join();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /// Ends both sides at once, and the client hears of it as a reset.
    void reset() {
        cutClient();
        closeQuietly(server);
    }

    /// The server sees an orderly end and may finish what it was asked for; its answer is swallowed.
    private void cut() {
        cutClient();
        try {
            server.shutdownOutput();
        } catch (IOException _) {
            // The server has gone by itself.
            return;
        }
    }

    private void cutClient() {
        cut = true;
        try {
            client.setSoLinger(true, 0);
        } catch (IOException _) {
            // The client has gone by itself.
            return;
        } finally {
            closeQuietly(client);
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // It is of no use any more either way.
            return;
        }
    }

    private static InterruptedIOException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        var e = new InterruptedIOException("The proxy was stopped");
        e.initCause(cause);
        return e;
    }

    @Override
    public void close() {
        closeQuietly(client);
        closeQuietly(server);
    }

    /// One direction.
    private final class Pump {

        private final Socket from;
        private final Socket to;
        private final boolean request;
        private Behaviour counted = control.now();
        private long passed;

        Pump(Socket from, Socket to, boolean request) {
            this.from = from;
            this.to = to;
            this.request = request;
        }

        void run() {
            try {
                var piece = new byte[PIECE];
                var in = from.getInputStream();
                for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
                    pass(piece, length);
                }
                awaitCable();
                to.shutdownOutput();
            } catch (IOException _) {
                // A side that broke off breaks the other off, but not the server that was cut off.
                if (!cut) {
                    closeQuietly(client);
                    closeQuietly(server);
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }

        private void pass(byte[] piece, int length) throws IOException, InterruptedException {
            var behaviour = awaitCable();
            if (!control.isNow(counted)) {
                counted = behaviour;
                passed = 0;
            }
            switch (behaviour) {
                case Pass _,Refuse _ -> write(piece, 0, length);
                case Latency latency -> {
                    control.awaitOther(behaviour, latency.each());
                    write(piece, 0, length);
                }
                case Throttle throttle -> trickle(piece, length, throttle);
                case Blackhole _,Reset _,HalfOpen _ -> {
                }
                case CutAnswer answer when !request -> writeUpTo(piece, length, answer.bytes());
                case CutRequest asked when request -> writeUpTo(piece, length, asked.bytes());
                case CutAfter text when request -> {
                    boolean last = text.isIn(piece, length);
                    cut |= last;
                    write(piece, 0, length);
                    if (last) {
                        cut();
                    }
                }
                case CutAnswer _,CutRequest _,CutAfter _ -> write(piece, 0, length);
            }
        }

        /// Waits while the connection is half open.
        private Behaviour awaitCable() throws InterruptedException {
            var behaviour = control.now();
            while (behaviour instanceof HalfOpen) {
                control.awaitOther(behaviour, LONG);
                behaviour = control.now();
            }
            return behaviour;
        }

        private void trickle(byte[] piece, int length, Throttle throttle)
                throws IOException, InterruptedException {
            int step = Math.clamp(throttle.bytesPerSecond() / 10, 1, PIECE);
            for (int at = 0; at < length; at += step) {
                int some = Math.min(step, length - at);
                write(piece, at, some);
                control.awaitOther(throttle,
                        Duration.ofNanos(some * 1_000_000_000L / throttle.bytesPerSecond()));
            }
        }

        private void writeUpTo(byte[] piece, int length, long most) throws IOException {
            int some = (int) Math.min(length, most - passed);
            passed += some;
            boolean last = passed >= most;
            // The answer to the last piece of a request must not overtake the cut.
            cut |= last && request;
            write(piece, 0, some);
            if (last) {
                cut();
            }
        }

        /// What nobody can get any more is swallowed.
        private void write(byte[] piece, int at, int length) throws IOException {
            if (!(cut && !request)) {
                to.getOutputStream().write(piece, at, length);
            }
        }
    }
}
