package io.darkroom.storage;

import io.darkroom.item.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/// File operations that survive a power cut.
final class Durable {

    private static final int BUFFER = 64 * 1024;

    private Durable() {}

    /// Writes a file whole or not at all.
    static void write(Path file, byte[] bytes) throws IOException {
        var draft = file.resolveSibling(file.getFileName() + ".tmp");
        Files.write(draft, bytes);
        rename(draft, file);
    }

    /// Gives a file its name once its bytes are on the disk, and makes the name durable too.
    static void rename(Path from, Path to) throws IOException {
        force(from, StandardOpenOption.WRITE);
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        force(Objects.requireNonNull(to.toAbsolutePath().getParent()), StandardOpenOption.READ);
    }

    static Sha256 hash(Path file) throws IOException {
        var digest = Sha256.digest();
        var buffer = ByteBuffer.allocate(BUFFER);
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            while (channel.read(buffer) >= 0) {
                digest.update(buffer.flip());
                buffer.clear();
            }
        }
        return Sha256.finish(digest);
    }

    private static void force(Path path, StandardOpenOption mode) throws IOException {
        try (var channel = FileChannel.open(path, mode)) {
            channel.force(true);
        }
    }
}
