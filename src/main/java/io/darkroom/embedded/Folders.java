package io.darkroom.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;

/// Small deeds on files that the standard library leaves to its callers.
final class Folders {

    private Folders() {}

    /// Deletes a folder with all that is in it; nothing happens where there is none.
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (var walk = Files.walk(folder)) {
            for (var path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /// Lets everybody run a program, whatever the umask.
    static void makeExecutable(Path program) throws IOException {
        if (!program.toFile().setExecutable(true, false)) {
            throw new IOException("Cannot make it executable: " + program);
        }
    }

    /// Creates the folder where it is missing.
    ///
    /// @return its real path, so that two names of one folder are one
    static Path create(Path folder) {
        try {
            return Files.createDirectories(folder).toRealPath();
        } catch (IOException e) {
            throw new EmbeddedFailure("Cannot create the folder " + folder, e);
        }
    }
}
