package io.darkroom.intake;

import io.darkroom.fetch.FetchFailure;
import io.darkroom.fetch.Fetcher;
import io.darkroom.item.Sha256;
import io.darkroom.item.UnusableInput;
import io.darkroom.job.JobDefinition;
import io.darkroom.storage.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.time.Duration;
import java.util.Optional;

/// Copies manifests from wherever they are, so that a restart reads the same bytes.
public final class ManifestCopies {

    private static final long LARGEST = 10L * 1024 * 1024 * 1024;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Path folder;
    private final Fetcher fetcher;
    private final ObjectStore store;
    private final String bucket;

    /// @param folder where the copies are kept; created when needed
    /// @param bucket the only bucket that `s3://` may name
    public ManifestCopies(Path folder, Fetcher fetcher, ObjectStore store, String bucket) {
        this.folder = folder;
        this.fetcher = fetcher;
        this.store = store;
        this.bucket = bucket;
    }

    /// Copies a job's manifest.
    ///
    /// @param stdin read if the manifest is `-`
    /// @throws UnusableInput if it cannot be read
    public ManifestCopy take(JobDefinition job, InputStream stdin) {
        try {
            Files.createDirectories(folder);
            var part = Files.createTempFile(folder, "manifest-", ".part");
            try {
                copy(job, stdin, part);
                return keep(job, part);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new UnusableInput("%s: the manifest cannot be read: %s"
                    .formatted(job.manifest(), reason(e)), e);
        }
    }

    /// Removes a copy that is not needed any more.
    public void remove(Path copy) {
        try {
            Files.deleteIfExists(copy);
        } catch (IOException e) {
            throw new UncheckedIOException("A copy of a manifest cannot be removed", e);
        }
    }

    private void copy(JobDefinition job, InputStream stdin, Path part) throws IOException {
        var name = job.manifest();
        if (name.equals("-")) {
            Files.copy(stdin, part, StandardCopyOption.REPLACE_EXISTING);
        } else if (name.startsWith("s3://")) {
            store.read(key(name), part, LARGEST);
        } else if (name.startsWith("https://") || name.startsWith("http://")) {
            try (OutputStream out = Files.newOutputStream(part)) {
                fetcher.get(URI.create(name), out, LARGEST, PATIENCE);
            }
        } else {
            Files.copy(file(job), part, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private String key(String name) {
        var prefix = "s3://" + bucket + "/";
        if (!name.startsWith(prefix)) {
            throw new UnusableInput(name + ": only the configured bucket can be read: " + prefix
                    + "…");
        }
        return name.substring(prefix.length());
    }

    private ManifestCopy keep(JobDefinition job, Path part) throws IOException {
        var hash = hash(part);
        var copy = folder.resolve(hash.hex() + "-" + Long.toHexString(System.nanoTime()));
        Files.move(part, copy, StandardCopyOption.ATOMIC_MOVE);
        boolean local = !job.manifest().equals("-") && !job.manifest().contains("://");
        var base = local ? file(job).toAbsolutePath().getParent() : job.folder();
        return new ManifestCopy(job.manifest(), copy,
                Optional.ofNullable(base).orElse(job.folder()), hash);
    }

    private static Path file(JobDefinition job) {
        return job.folder().resolve(job.manifest()).normalize();
    }

    private static Sha256 hash(Path file) throws IOException {
        var digest = Sha256.digest();
        try (var in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return Sha256.finish(digest);
    }

    private static String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException _ -> "there is no such file";
            case AccessDeniedException _ -> "reading it is not allowed";
            case FetchFailure failure -> String.valueOf(failure.getMessage());
            default -> e.toString();
        };
    }
}
