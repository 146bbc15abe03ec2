package io.darkroom.storage;

import io.darkroom.item.UnusableInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The local directory where the bytes of an answer land first: a few files for each attempt, named
/// by the attempt's id. One process owns a spool; its threads may use it at once.
public final class Spool {

    private static final Pattern LEFTOVER = Pattern
            .compile("([1-9][0-9]{0,17})(\\.part|\\.note|\\.note\\.tmp|-[0-9a-f]{64}\\..+)");

    private static final Pattern NUMBERED = Pattern.compile("([1-9][0-9]{0,17})[.-]");

    private final Path folder;

    /// Creates the folder, for its owner alone, unless it is there.
    ///
    /// @throws UnusableInput if it cannot be created or written
    public Spool(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
        try {
            create();
            Files.delete(Files.createTempFile(this.folder, "probe-", ".tmp"));
        } catch (IOException e) {
            throw new UnusableInput("The spool folder " + this.folder + " cannot be written ("
                    + e.getClass().getSimpleName() + "); name a folder that can", e);
        }
    }

    /// The files of one attempt; creates none yet.
    ///
    /// @param attempt its id, at least 1
    public SpoolFile open(long attempt) {
        if (attempt < 1) {
            throw new IllegalArgumentException("Attempt ids start at 1: " + attempt);
        }
        return new SpoolFile(folder, attempt);
    }

    /// The attempts with anything left but a kept body, in ascending order; none where the folder is gone.
    public List<Long> attempts() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> LEFTOVER.matcher(f.getFileName().toString()))
                    .filter(Matcher::matches).map(m -> Long.valueOf(m.group(1))).distinct()
                    .sorted().toList();
        } catch (NoSuchFileException _) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("The spool folder cannot be listed", e);
        }
    }

    /// The files in a spool folder, kept bodies included, by name; none if there is no such folder.
    /// Creates nothing and may be called while another process owns the spool.
    public static List<SpoolEntry> look(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().map(Spool::entry).toList();
        } catch (NoSuchFileException _) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("The spool folder cannot be listed", e);
        }
    }

    private static SpoolEntry entry(String name) {
        var numbered = NUMBERED.matcher(name);
        return new SpoolEntry(name, numbered.lookingAt() ? Long.parseLong(numbered.group(1)) : 0);
    }

    /// Removes the folder unless something lies in it; the spool is of no use afterwards.
    public void removeIfEmpty() {
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException _) {
            // What lies in it is needed, or is for a person to look at.
            return;
        } catch (IOException e) {
            throw new UncheckedIOException("The spool folder cannot be removed", e);
        }
    }

    /// Bytes that can still be written to the spool's disk; asked before each request. A folder that is
    /// gone comes back, so that an answer finds it.
    public long freeBytes() {
        try {
            create();
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException("The spool's disk cannot be asked for its space", e);
        }
    }

    private void create() throws IOException {
        try {
            Files.createDirectories(folder, ownerOnly());
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
    }

    private FileAttribute<?>[] ownerOnly() {
        if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        var mode = PosixFilePermissions.fromString("rwx------");
        return new FileAttribute<?>[]{PosixFilePermissions.asFileAttribute(mode)};
    }
}
