package io.darkroom.storage;

import io.darkroom.fetch.Fetcher;
import io.darkroom.item.ImageRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/// Resolves the input images of edits to local files. Safe for many threads at once; while a
/// reference is remembered it is fetched once, however many ask for it at the same moment.
///
/// At most 25 MiB, 40 megapixels and 16,384 pixels a side are taken. The last 4,096 references are
/// remembered, so memory stays bounded; the caller owns the cache folder and empties it.
public final class Sources {

    private static final int REMEMBERED = 4096;

    private final Path cacheFolder;
    private final SourceOpener opener;
    private final SingleFlight<Key, Source> flights = new SingleFlight<>(REMEMBERED);

    /// @param cacheFolder is created when there is none
    /// @param bucket the only one that `s3://` references may name
    /// @throws UncheckedIOException if the folder cannot be created
    public Sources(Path cacheFolder, Fetcher fetcher, ObjectStore store, String bucket) {
        this.cacheFolder = cacheFolder;
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
    /// @throws SourceProblem if it may not be read, is not there, is no image or is too large
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
            throw new SourceProblem("Image " + opener.shown(ref) + " could not be kept on the disk",
                    e, true);
        }
    }

    private Source kept(ImageRef ref, Path draft) throws SourceProblem, IOException {
        var facts = SourceLimits.check(opener.shown(ref), draft);
        var hash = Durable.hash(draft);
        var file = cacheFolder.resolve(hash + "." + facts.format().extension());
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        return new Source(file, facts.format().contentType(), hash, url(ref));
    }

    private static Optional<URI> url(ImageRef ref) {
        return ref.text().regionMatches(true, 0, "https:", 0, 6)
                ? Optional.of(URI.create(ref.text()))
                : Optional.empty();
    }

    /// The same file reference means another file below another manifest's folder.
    private record Key(ImageRef ref, Path manifestFolder) {}
}
