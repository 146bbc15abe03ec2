package io.darkroom.render;

import io.darkroom.QuickStart;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A [Victim] at work.
record VictimProcess(Process process) implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofMinutes(2);

    /// @param output what it says is added there
    static VictimProcess start(QuickStart program, Mission mission, Path output)
            throws IOException {
        var builder = new ProcessBuilder(Stream.of(
                Stream.of(System.getProperty("java.home") + "/bin/java",
                        "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m"),
                program.options().stream(), Stream.of(Victim.class.getName()))
                .flatMap(words -> words).toList()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().putAll(mission.environment());
        return new VictimProcess(builder.start());
    }

    boolean ended() {
        return !process.isAlive();
    }

    /// Gives it a while to end by itself.
    void leave(Duration time) throws InterruptedException {
        process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Like kill -9, unless it has ended.
    ///
    /// @return its exit code
    int kill() throws InterruptedException {
        return process.destroyForcibly().waitFor();
    }

    /// Waits for its end.
    int exitCode() throws InterruptedException {
        if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("The victim does not end");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
