package io.darkroom.storage;

import io.darkroom.item.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/// A bucket. Safe for many threads at once. Every method throws [StoreUnavailable] when the store
/// cannot be reached or refuses, after a few tries of its own where trying again can help.
public interface ObjectStore {

    /// Writes, reads and deletes a probe object under a key of its own, and learns whether the
    /// store honours conditional writes. To be called before the first paid request.
    ///
    /// @throws StoreUnavailable saying in plain words what is wrong and what to set
    void check();

    /// Stores an image unless something is stored under the key already; never overwrites.
    Stored put(String key, SpooledImage image);

    /// What is stored under a key; empty if nothing is.
    Optional<StoredObject> head(String key);

    /// Reads an object from its first byte to its last and keeps none of them, whatever its metadata
    /// says; empty if nothing is stored under the key.
    Optional<Inspected> inspect(String key);

    /// Hands on the keys that begin with a prefix, as they come in page by page; in no order that may
    /// be relied on.
    ///
    /// @param prefix not empty
    void list(String prefix, Consumer<String> each);

    /// Stores a file, in place of anything stored under the key.
    void write(String key, Path file, String contentType);

    /// Downloads an object.
    ///
    /// @param target created or overwritten; may hold a part after a failure
    /// @throws io.darkroom.item.UnusableInput if nothing is stored under the key, or more than
    ///         `maxBytes`
    /// @throws java.io.UncheckedIOException if the target cannot be written
    void read(String key, Path target, long maxBytes);

    /// Where a person with access can look at an object; made without asking the store.
    URI url(String key);

    /// A URL from which anybody can fetch an object; made without asking the store, so there may be
    /// none. It is a secret as long as it is good.
    ///
    /// @param lifetime how long it is good for, in whole seconds, at most seven days; less where
    /// temporary credentials end before
    Secret signedUrl(String key, Duration lifetime);
}
