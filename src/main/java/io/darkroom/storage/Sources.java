package io.darkroom.storage;

import io.darkroom.fetch.Fetcher;
import io.darkroom.item.ImageRef;
import io.darkroom.item.OutputFormat;
import io.darkroom.item.Sha256;
import io.darkroom.picture.ImageFacts;
import io.darkroom.picture.Normaliser;
import io.darkroom.picture.NotAnImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/// Resolves the input images of edits to local files that the model takes. Safe for many threads at
/// once; while a reference is remembered it is fetched once, however many ask for it at the same
/// moment, and the same bytes are made fit once.
///
/// At most 25 MiB are taken. The last 4,096 references are remembered, so memory stays bounded; the
/// caller owns the cache folder and empties it.
public final class Sources {

    private static final int REMEMBERED = 4096;

    private final Path cacheFolder;
    private final SourceOpener opener;
    private final Normaliser normaliser;
    private final SingleFlight<Key, Source> flights = new SingleFlight<>(REMEMBERED);

    /// @param cacheFolder is created when there is none
    /// @param bucket the only one that `s3://` references may name
    /// @throws UncheckedIOException if the folder cannot be created
    public Sources(Path cacheFolder, Fetcher fetcher, ObjectStore store, String bucket,
            Normaliser normaliser) {
        this.cacheFolder = cacheFolder;
        this.normaliser = normaliser;
        this.opener = new SourceOpener(fetcher, store, bucket);
        try {
            Files.createDirectories(cacheFolder);
        } catch (IOException e) {
            throw new UncheckedIOException("The cache of input images cannot be created", e);
        }
    }

    /// The image behind a reference.
    ///
    /// @param manifestFolder below which file references must lie, links resolved
    /// @throws SourceProblem if it may not be read, is not there, is no image, or cannot be made fit
    public Source load(ImageRef ref, Path manifestFolder) throws SourceProblem {
        return flights.get(new Key(ref, manifestFolder), () -> fetch(ref, manifestFolder));
    }

    private Source fetch(ImageRef ref, Path manifestFolder) throws SourceProblem {
        try {
            var draft = Files.createTempFile(cacheFolder, "in-", ".part");
            try {
                opener.copy(ref, manifestFolder, draft);
                return kept(ref, draft);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new SourceProblem("Image " + opener.shown(ref) + " could not be read or kept: "
                    + e.getMessage(), e, true);
        }
    }

    private Source kept(ImageRef ref, Path draft) throws SourceProblem, IOException {
        var hash = Durable.hash(draft);
        for (var format : OutputFormat.values()) {
            var known = file(hash, format);
            if (isWhole(known)) {
                return new Source(known, format.contentType(), hash, url(ref));
            }
        }
        return normalised(ref, draft, hash);
    }

    private Source normalised(ImageRef ref, Path draft, Sha256 hash)
            throws SourceProblem, IOException {
        var drawn = Files.createTempFile(cacheFolder, "in-", ".drawn");
        try {
            var fit = normaliser.normalise(draft, drawn);
            var file = file(hash, fit.format());
            Files.move(fit.file(), file, StandardCopyOption.ATOMIC_MOVE);
            return new Source(file, fit.format().contentType(), hash, url(ref));
        } catch (NotAnImage e) {
            throw new SourceProblem("Image " + opener.shown(ref) + " cannot be used: "
                    + e.getMessage(), e, false);
        } finally {
            Files.deleteIfExists(drawn);
        }
    }

    private Path file(Sha256 hash, OutputFormat format) {
        return cacheFolder.resolve(hash + "." + format.extension());
    }

    /// A machine that lost its power may have left the name of a file without its bytes.
    private static boolean isWhole(Path known) throws IOException {
        try {
            return Files.exists(known) && ImageFacts.read(known).size().width() > 0;
        } catch (NotAnImage _) {
            return false;
        }
    }

    private static Optional<URI> url(ImageRef ref) {
        return ref.text().regionMatches(true, 0, "https:", 0, 6)
                ? Optional.of(URI.create(ref.text()))
                : Optional.empty();
    }

    /// The same file reference means another file below another manifest's folder.
    private record Key(ImageRef ref, Path manifestFolder) {}
}
