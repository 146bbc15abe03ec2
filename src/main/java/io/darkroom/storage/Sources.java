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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

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
    private final SourceMemory memory;
    private final SingleFlight<Key, Source> flights = new SingleFlight<>(REMEMBERED);
    private final SingleFlight<Key, Sha256> hashes = new SingleFlight<>(REMEMBERED);

    /// @param cacheFolder is created when there is none
    /// @param bucket the only one that `s3://` references may name
    /// @param memory of what references held in earlier runs
    /// @throws UncheckedIOException if the folder cannot be created
    public Sources(Path cacheFolder, Fetcher fetcher, ObjectStore store, String bucket,
            Normaliser normaliser, SourceMemory memory) {
        this.cacheFolder = cacheFolder;
        this.normaliser = normaliser;
        this.memory = memory;
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

    /// The hash of the image behind a reference. An image that did not change since it was read last,
    /// in this run or an earlier one, is not read again.
    ///
    /// @param manifestFolder below which file references must lie, links resolved
    /// @throws SourceProblem as [#load]
    public Sha256 hash(ImageRef ref, Path manifestFolder) throws SourceProblem {
        return hashes.get(new Key(ref, manifestFolder), () -> {
            var known = memory.find(opener.place(ref, manifestFolder))
                    .filter(place -> unchanged(place, ref, manifestFolder));
            return known.isPresent() ? known.get().hash() : load(ref, manifestFolder).hash();
        });
    }

    /// Looks at every reference anew from now on; to be called when a run begins.
    public void forget() {
        flights.forget();
        hashes.forget();
    }

    /// Whoever cannot say is read; that tells what is wrong, too.
    private boolean unchanged(SourceMemory.Known known, ImageRef ref, Path manifestFolder) {
        try {
            return opener.look(ref, manifestFolder).filter(known.validator()::equals).isPresent();
        } catch (SourceProblem _) {
            return false;
        }
    }

    private Source fetch(ImageRef ref, Path manifestFolder) throws SourceProblem {
        try {
            var draft = Files.createTempFile(cacheFolder, "in-", ".part");
            try {
                var validator = opener.copy(ref, manifestFolder, draft);
                var source = kept(ref, draft);
                validator.ifPresent(text -> memory.keep(opener.place(ref, manifestFolder),
                        new SourceMemory.Known(text, source.hash())));
                return source;
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
                return new Source(known, format.contentType(), hash);
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
            return new Source(file, fit.format().contentType(), hash);
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

    /// The same file reference means another file below another manifest's folder.
    private record Key(ImageRef ref, Path manifestFolder) {}
}
