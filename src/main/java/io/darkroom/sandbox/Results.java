package io.darkroom.sandbox;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Optional;
import java.util.stream.Stream;

/// The images made last, 256 MiB at most, as files.
final class Results implements AutoCloseable {

    /// Signs the URLs of results, as a store that lets nobody else in would. Not checked.
    static final String SIGNATURE = "?X-Amz-Signature=5ca1ab1e0ddba11c0ffee5eedfacade0feedbeef";

    private static final long MOST = 256L << 20;

    private final Path folder;
    private final boolean temporary;
    private final Deque<Path> oldestFirst = new ArrayDeque<>();
    private long size;

    /// @param lasting a folder that outlives the server; empty: a temporary one
    Results(Optional<Path> lasting) {
        temporary = lasting.isEmpty();
        try {
            folder = temporary
                    ? Files.createTempDirectory("darkroom-sandbox")
                    : Files.createDirectories(lasting.orElseThrow());
            try (Stream<Path> files = Files.list(folder)) {
                files.sorted(Comparator.comparingLong(p -> p.toFile().lastModified()))
                        .forEach(this::count);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Results cannot be kept", e);
        }
    }

    /// Writes an image.
    @FunctionalInterface
    interface Writer {

        void write(OutputStream out) throws IOException;
    }

    void put(String name, Writer image) throws IOException {
        var file = folder.resolve(name);
        var part = folder.resolve(name + ".part");
        try (var out = Files.newOutputStream(part)) {
            image.write(out);
        }
        Files.move(part, file);
        count(file);
    }

    /// The image's file; empty if there is none of that name, or none any more.
    Optional<Path> get(String name) {
        return name.matches("[A-Za-z0-9-]+\\.[a-z]+")
                ? Optional.of(folder.resolve(name)).filter(Files::isRegularFile)
                : Optional.empty();
    }

    private synchronized void count(Path file) {
        oldestFirst.addLast(file);
        size += file.toFile().length();
        while (size > MOST) {
            drop(oldestFirst.removeFirst());
        }
    }

    private void drop(Path file) {
        try {
            size -= Files.size(file);
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("An old result cannot be dropped", e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        if (temporary) {
            oldestFirst.forEach(this::drop);
            Files.deleteIfExists(folder);
        }
    }
}
