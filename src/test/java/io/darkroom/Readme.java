package io.darkroom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/// The parts of `README.md` that tests look at.
record Readme(String text) {

    static Readme read() throws IOException {
        return new Readme(Files.readString(Path.of("README.md")));
    }

    /// The code block that follows a comment such as `<!-- tested -->`.
    String block(String comment) {
        var block = Pattern.compile("<!-- " + comment + " -->\n```\\w+\n(.*?)```", Pattern.DOTALL)
                .matcher(text);
        if (!block.find()) {
            throw new IllegalStateException("README.md has no block after <!-- " + comment);
        }
        return block.group(1);
    }

    /// The commands of the tested block, with what they print and exit with.
    List<Session> sessions() {
        return Arrays.stream(block("tested").split("(?m)^\\$ \\./darkroom ", -1))
                .filter(part -> !part.isBlank()).map(Session::of).toList();
    }

    /// The commands that are there to be pasted.
    List<String> pasted() {
        var block = text.substring(text.indexOf("```sh\n", text.indexOf("## Quick start")) + 6);
        return block.substring(0, block.indexOf("```")).lines()
                .map(line -> line.replaceFirst("^\\./darkroom ", "")).toList();
    }

    /// A command and what follows it.
    ///
    /// @param output as [#stable(String)] has it
    record Session(String command, List<String> output, int exitCode) {

        private static final Pattern EXIT = Pattern.compile("(?m)^# exit (\\d+)\\s*\\z");

        private static Session of(String part) {
            var lines = part.split("\n", 2);
            var exit = EXIT.matcher(lines[1]);
            if (!exit.find()) {
                throw new IllegalStateException("No exit code after " + lines[0]);
            }
            return new Session(lines[0], stable(lines[1].substring(0, exit.start())),
                    Integer.parseInt(exit.group(1)));
        }
    }

    /// Lines without what differs from run to run: progress, ids, durations, the place of the home,
    /// and sizes, which depend on the encoders.
    static List<String> stable(String output) {
        return output.lines().filter(line -> !line.isBlank() && !line.contains("/min · "))
                .map(line -> line.replaceAll("\\d{8}-\\d{6}-[0-9a-f]{6}", "RUN")
                        .replaceAll(" +\\d+ s$", " TIME")
                        .replaceAll("\\d+\\.\\d [kMG]B", "SIZE")
                        .replaceAll("file:///.*/s3/", "file:///"))
                .toList();
    }
}
