package io.darkroom.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What a running server says about itself in `postmaster.pid` (PostgreSQL's `miscadmin.h`,
/// `LOCK_FILE_LINE_…`): line 1 its process, line 4 its port, line 8 its status.
record PidFile(Path data, List<String> lines) {

    /// Greater than any process id, so that PostgreSQL finds no such process; it refuses 0.
    private static final String NOBODY = Integer.toString(Integer.MAX_VALUE);

    /// The file of a data folder; empty if there is none.
    static Optional<PidFile> read(Path data) throws IOException {
        try {
            return Optional.of(new PidFile(data, Files.readAllLines(file(data))));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    /// The process that it names, if that is a PostgreSQL server on this data folder: after a crash
    /// of the machine the number may belong to any other program, or in a container to a thread.
    Optional<ProcessHandle> server() {
        return number(0).flatMap(ProcessHandle::of).filter(this::serves);
    }

    /// The port, once the server listens and takes connections.
    Optional<Integer> readyPort() {
        boolean ready = lines.size() > 7 && lines.get(7).strip().equals("ready");
        return ready ? number(3).map(Math::toIntExact) : Optional.empty();
    }

    /// Makes a file that names a process of somebody else name none. Its other lines stay, because
    /// PostgreSQL recognises by them whether children of a dead server still write.
    void disown() throws IOException {
        if (number(0).flatMap(ProcessHandle::of).isPresent()) {
            lines.set(0, NOBODY);
            Files.write(file(data), lines);
        }
    }

    private boolean serves(ProcessHandle process) {
        var info = process.info();
        return info.command().filter(command -> command.endsWith("/postgres")).isPresent()
                && info.arguments().stream().flatMap(Arrays::stream)
                        .anyMatch(data.toString()::equals);
    }

    private Optional<Long> number(int line) {
        try {
            return lines.size() > line
                    ? Optional.of(Long.valueOf(lines.get(line).strip()))
                    : Optional.empty();
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static Path file(Path data) {
        return data.resolve("postmaster.pid");
    }
}
