package io.darkroom.storage;

import io.darkroom.item.OutputFormat;
import io.darkroom.item.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;

/// Input images as objects that a provider can fetch: below `inputs/`, each under the hash of its
/// bytes and the ending of its format, so that the same image is stored once for all runs. Safe for
/// many threads.
///
/// Nothing here removes them; a lifecycle rule of the bucket may. So every request looks whether its
/// images are still there.
public final class InputObjects {

    private static final String FOLDER = "inputs/";
    private static final int REMEMBERED = 4096;
    private static final int LOCKS = 64;

    private final ObjectStore store;
    private final SingleFlight<Path, String> keys = new SingleFlight<>(REMEMBERED);
    private final Object[] locks = IntStream.range(0, LOCKS).mapToObj(_ -> new Object()).toArray();

    /// Asks the store nothing yet.
    public InputObjects(ObjectStore store) {
        this.store = store;
    }

    /// Stores an image unless it is there already, as a whole. Threads that come with the same one at
    /// the same moment store it once.
    ///
    /// @param file an image that the model takes; not to be changed from now on
    /// @return [Stored#STORED] or [Stored#ALREADY_THERE]
    /// @throws SourceProblem if the file cannot be read
    /// @throws StoreUnavailable if the store cannot be reached or refuses
    public Stored lay(Path file, String contentType) throws SourceProblem {
        var key = key(file, contentType);
        try {
            long bytes = Files.size(file);
            return lies(key, bytes)
                    ? Stored.ALREADY_THERE
                    : layOnce(key, bytes, file, contentType);
        } catch (IOException | UncheckedIOException e) {
            throw unreadable(e);
        }
    }

    /// A URL from which anybody can fetch an image that was laid.
    ///
    /// @param lifetime how long it is good for; less where temporary credentials end before
    /// @throws SourceProblem if the file cannot be read, or there are no credentials to sign with
    public Secret url(Path file, String contentType, Duration lifetime) throws SourceProblem {
        try {
            return store.signedUrl(key(file, contentType), lifetime);
        } catch (StoreUnavailable e) {
            throw new SourceProblem(String.valueOf(e.getMessage()), e, true);
        }
    }

    private Stored layOnce(String key, long bytes, Path file, String contentType) {
        synchronized (locks[Math.floorMod(key.hashCode(), LOCKS)]) {
            if (lies(key, bytes)) {
                return Stored.ALREADY_THERE;
            }
            store.write(key, file, contentType);
            return Stored.STORED;
        }
    }

    /// The key says which bytes they are, so that only a part of them could lie there.
    private boolean lies(String key, long bytes) {
        return store.head(key).filter(there -> there.bytes() == bytes).isPresent();
    }

    private String key(Path file, String contentType) throws SourceProblem {
        return keys.get(file, () -> {
            try {
                return FOLDER + Durable.hash(file) + "." + ending(contentType);
            } catch (IOException e) {
                throw unreadable(e);
            }
        });
    }

    private static String ending(String contentType) {
        return OutputFormat.ofContentType(contentType).map(OutputFormat::extension)
                .orElseThrow(() -> new IllegalArgumentException(
                        "Not the type of an image that the model takes: " + contentType));
    }

    private static SourceProblem unreadable(Exception cause) {
        return new SourceProblem("The copy of an input image cannot be read: "
                + cause.getMessage(), cause, true);
    }
}
