package io.darkroom;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Darkroom as a process of its own, started as its launcher starts it.
record DarkroomProcess(Process process) implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofMinutes(10);

    /// @param folder the working directory; what the process says goes to `output.txt` in it
    static DarkroomProcess start(QuickStart program, Path folder, Map<String, String> environment,
            String... arguments) {
        try {
            return new DarkroomProcess(process(folder, environment,
                    command(program, arguments)));
        } catch (IOException e) {
            throw new UncheckedIOException("Darkroom cannot be started", e);
        }
    }

    static List<String> command(QuickStart program, String... arguments) {
        return Stream.of(
                Stream.of(System.getProperty("java.home") + "/bin/java",
                        "-XX:Tier4InvocationThreshold=100000",
                        "-XX:Tier4MinInvocationThreshold=20000",
                        "-XX:Tier4CompileThreshold=200000",
                        "-XX:Tier4BackEdgeThreshold=1000000", "-XX:+UseSerialGC", "-Xmx256m",
                        "--enable-native-access=ALL-UNNAMED"),
                program.options().stream(), Stream.of(Darkroom.class.getName()),
                Stream.of(arguments)).flatMap(words -> words).toList();
    }

    private static Process process(Path folder, Map<String, String> environment,
            List<String> command) throws IOException {
        var builder = new ProcessBuilder(command).directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output(folder).toFile()));
        builder.environment().putAll(environment);
        return builder.start();
    }

    /// Without the tests' classes: their own log settings would be found first.
    ///
    /// @param folder where its jars are put
    static QuickStart program(Path folder) throws IOException {
        return QuickStart.of(folder, Arrays
                .stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.endsWith("test-classes")).toList());
    }

    static Path output(Path folder) {
        return folder.resolve("output.txt");
    }

    /// Waits for the end.
    int exitCode() throws InterruptedException {
        if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("Darkroom does not end");
        }
        return process.exitValue();
    }

    /// Gives it a while to end by itself.
    void leave(Duration time) throws InterruptedException {
        process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Like kill -9; returns when it is dead.
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /// @param name such as TERM
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    }

    boolean ended() {
        return !process.isAlive();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
