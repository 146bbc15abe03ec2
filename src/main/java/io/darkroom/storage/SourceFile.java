package io.darkroom.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// A file reference, which must lie below the manifest's folder, links resolved.
record SourceFile(String shown, Path folder) {

    private static final Duration UNSETTLED = Duration.ofSeconds(2);
    private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ,
            LinkOption.NOFOLLOW_LINKS);

    void copy(String text, Path target) throws SourceProblem, IOException {
        try (var in = open(real(text));
                var out = Files.newOutputStream(target)) {
            copy(in, out);
        }
    }

    /// Folder by folder from the manifest's own, so that none that was swapped for a link a moment ago is
    /// followed; where the system cannot do that, at once.
    private InputStream open(Path real) throws IOException {
        var root = folder.toRealPath();
        try (var top = Files.newDirectoryStream(root)) {
            return top instanceof SecureDirectoryStream<Path> secure
                    ? Channels.newInputStream(open(secure, root.relativize(real)))
                    : Files.newInputStream(real, LinkOption.NOFOLLOW_LINKS);
        }
    }

    private static SeekableByteChannel open(SecureDirectoryStream<Path> folder, Path file)
            throws IOException {
        try (folder) {
            return file.getNameCount() == 1
                    ? folder.newByteChannel(file, READ)
                    : open(folder.newDirectoryStream(file.getName(0), LinkOption.NOFOLLOW_LINKS),
                            file.subpath(1, file.getNameCount()));
        }
    }

    /// The file's absolute path, whether it may be read or not.
    String place(String text) {
        try {
            return folder.toAbsolutePath().resolve(text).normalize().toString();
        } catch (InvalidPathException _) {
            return text;
        }
    }

    /// Length, times and number of the file; empty for a file that was changed a moment ago, since it
    /// could be changed again without a change of these.
    Optional<String> validator(String text) throws SourceProblem {
        var file = real(text);
        try {
            boolean inodes = file.getFileSystem().supportedFileAttributeViews().contains("unix");
            var facts = new TreeMap<>(Files.readAttributes(file,
                    inodes ? "unix:size,lastModifiedTime,ctime,ino" : "size,lastModifiedTime"));
            var settled = FileTime.from(Instant.now().minus(UNSETTLED));
            return Optional.of(facts.toString()).filter(_ -> facts.values().stream()
                    .noneMatch(fact -> fact instanceof FileTime time
                            && time.compareTo(settled) > 0));
        } catch (IOException e) {
            throw new SourceProblem("Image " + shown + " cannot be looked at", e, true);
        }
    }

    /// Says the same of a file outside whether it exists or not.
    private Path real(String text) throws SourceProblem {
        var file = below(text);
        try {
            var real = file.toRealPath();
            if (!real.startsWith(folder.toRealPath())) {
                throw outside();
            }
            if (!Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS) || !Files.isReadable(real)) {
                throw new SourceProblem("Image " + shown + " is not a file that can be read");
            }
            return real;
        } catch (IOException e) {
            throw new SourceProblem(
                    "Image " + shown + " is not there; paths are relative to the manifest's folder",
                    e, false);
        }
    }

    private Path below(String text) throws SourceProblem {
        try {
            var base = folder.toAbsolutePath().normalize();
            var file = base.resolve(text).normalize();
            if (!file.startsWith(base)) {
                throw outside();
            }
            return file;
        } catch (InvalidPathException e) {
            throw new SourceProblem("Image " + shown + " is no path of a file", e, false);
        }
    }

    private SourceProblem outside() {
        return new SourceProblem("Image " + shown
                + " is outside the manifest's folder; only files below it are read");
    }

    private void copy(InputStream in, OutputStream out) throws SourceProblem, IOException {
        var buffer = new byte[64 * 1024];
        long total = 0;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            total += n;
            if (total > SourceLimits.BYTES) {
                throw new SourceProblem("Image " + shown + " is longer than the "
                        + SourceLimits.BYTES + " bytes allowed");
            }
            out.write(buffer, 0, n);
        }
    }
}
