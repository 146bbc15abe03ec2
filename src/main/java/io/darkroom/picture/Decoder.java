package io.darkroom.picture;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A process that decodes, seen from here. For one thread at a time; whoever has it closes it.
final class Decoder implements AutoCloseable {

    private final Process process;
    private final DataOutputStream requests;
    private final DataInputStream answers;

    private Decoder(Process process) {
        this.process = process;
        this.requests = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
        this.answers = new DataInputStream(new BufferedInputStream(process.getInputStream()));
    }

    /// @throws IOException if the system starts no process
    static Decoder start(DecoderCommand command) throws IOException {
        try {
            return new Decoder(command.process().start());
        } catch (IOException e) {
            throw new IOException("The process that decodes images cannot be started: "
                    + e.getMessage(), e);
        }
    }

    /// Has an image drawn anew.
    ///
    /// @return why it cannot be, as a sentence without its dot; empty if it was
    /// @throws DecoderLost if the process ends without an answer, or takes too long
    /// @throws InterruptedException if this thread is interrupted; the process is of no more use
    String draw(Path original, Path target, Duration patience)
            throws DecoderLost, InterruptedException {
        var answer = new FutureTask<>(() -> ask(original, target));
        Thread.ofVirtual().name("decoder").start(answer);
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new DecoderLost("it takes longer than the " + patience.toSeconds()
                    + " seconds allowed", true, e);
        } catch (ExecutionException e) {
            throw new DecoderLost("it takes more memory than is allowed, or breaks the decoder",
                    false, e);
        }
    }

    private String ask(Path original, Path target) throws IOException {
        requests.writeUTF(original.toAbsolutePath().toString());
        requests.writeUTF(target.toAbsolutePath().toString());
        requests.flush();
        return answers.readUTF();
    }

    /// Ends the process at once.
    @Override
    public void close() {
        process.destroyForcibly();
    }
}
