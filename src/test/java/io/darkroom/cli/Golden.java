package io.darkroom.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Expected outputs, in files.
final class Golden {

    private static final Path FOLDER = Path.of("src/test/resources/io/darkroom/cli");

    private Golden() {}

    static String text(String name) {
        try {
            return Files.readString(FOLDER.resolve(name + ".txt"));
        } catch (IOException e) {
            throw new UncheckedIOException("There is no golden file " + name, e);
        }
    }
}
