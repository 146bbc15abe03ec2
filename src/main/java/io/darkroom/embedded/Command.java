package io.darkroom.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Runs a program to its end, in an environment that the user's variables do not reach: a PGPORT or
/// a locale of theirs must not change our server.
record Command(Path folder, List<String> words) {

    private static final List<String> KEPT = List.of("PATH", "LD_LIBRARY_PATH");

    /// No code that a program can end with.
    private static final int NOT_FOUND = -1;

    /// How a program ended.
    ///
    /// @param output what it wrote to stdout and stderr
    record Result(int code, String output) {

        boolean succeeded() {
            return code == 0;
        }

        /// Whether there is such a program.
        boolean started() {
            return code != NOT_FOUND;
        }
    }

    /// Waits for the program to end.
    ///
    /// @throws EmbeddedFailure if the waiting thread is interrupted; the program is ended then
    Result run() {
        var builder = new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        narrow(builder.environment());
        try {
            return finish(builder.start());
        } catch (IOException e) {
            return new Result(NOT_FOUND, e.toString());
        }
    }

    private Result finish(Process process) throws IOException {
        try (var out = process.getInputStream()) {
            var text = new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
            return new Result(process.waitFor(), text);
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new EmbeddedFailure("Interrupted while waiting for " + words.getFirst(), e);
        }
    }

    private static void narrow(Map<String, String> environment) {
        environment.keySet().retainAll(KEPT);
        environment.put("LC_ALL", "C");
    }
}
