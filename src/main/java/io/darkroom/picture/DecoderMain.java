package io.darkroom.picture;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The process that decodes: reads pairs of paths from its standard input, draws the image of the
/// first anew as the second, and answers with a complaint or an empty text.
///
/// It ends when its input ends, whatever it is doing, or when nothing came for half a minute. A
/// signal to the whole terminal does not end it: whoever asked may still need the answer.
final class DecoderMain {

    private static final long IDLE_SECONDS = 30;

    private final DataInputStream in = new DataInputStream(
            new BufferedInputStream(new FileInputStream(FileDescriptor.in)));
    private final DataOutputStream out = new DataOutputStream(
            new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
    private final SynchronousQueue<Request> requests = new SynchronousQueue<>();

    private DecoderMain() {}

    static void main() throws IOException, InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(DecoderMain::stay));
        new DecoderMain().serve();
        Runtime.getRuntime().halt(0);
    }

    private void serve() throws IOException, InterruptedException {
        Thread.ofPlatform().daemon().name("requests").start(this::read);
        for (var request = next(); request != null; request = next()) {
            out.writeUTF(Redraw.complaint(request.original(), request.target()));
            out.flush();
        }
    }

    private @Nullable Request next() throws InterruptedException {
        return requests.poll(IDLE_SECONDS, TimeUnit.SECONDS);
    }

    private void read() {
        try {
            while (true) {
                requests.put(new Request(Path.of(in.readUTF()), Path.of(in.readUTF())));
            }
        } catch (IOException | InterruptedException _) {
            Runtime.getRuntime().halt(0);
        }
    }

    /// Keeps a shutdown from coming to its end, so that only `halt` ends the process.
    private static void stay() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private record Request(Path original, Path target) {}
}
