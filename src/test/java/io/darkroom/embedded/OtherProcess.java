package io.darkroom.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// A second JVM that has the server open until it is killed, or told to close it.
record OtherProcess(Process process) implements AutoCloseable {

    private static final String READY = "ready";

    /// Returns once the other JVM has added its note.
    static OtherProcess start(Path home) throws IOException {
        var process = new ProcessBuilder(System.getProperty("java.home") + "/bin/java",
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                OtherProcess.class.getName(), home.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        var line = process.inputReader(StandardCharsets.UTF_8).readLine();
        if (!READY.equals(line)) {
            throw new IOException("The other process said " + line);
        }
        return new OtherProcess(process);
    }

    /// Like kill -9.
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /// Lets it close the server and end.
    void finish() throws IOException, InterruptedException {
        process.getOutputStream().close();
        process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /// Opens the server below the folder that it is given, adds a note, waits for the end of stdin.
    public static void main(String[] args) throws Exception {
        try (var server = EmbeddedPostgres.open(Path.of(args[0]))) {
            new Notes(server).add("from another process");
            System.out.println(READY);
            System.in.readAllBytes();
        }
    }
}
