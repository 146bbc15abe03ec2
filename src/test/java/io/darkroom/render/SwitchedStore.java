package io.darkroom.render;

import io.darkroom.item.Secret;
import io.darkroom.storage.Inspected;
import io.darkroom.storage.ObjectStore;
import io.darkroom.storage.SpooledImage;
import io.darkroom.storage.Stored;
import io.darkroom.storage.StoredObject;
import io.darkroom.storage.StoreUnavailable;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// A store that can be taken away and replaced while it is used.
final class SwitchedStore implements ObjectStore {

    private volatile ObjectStore store;
    private volatile boolean away;
    private final AtomicInteger missed = new AtomicInteger();
    private final AtomicInteger unsigned = new AtomicInteger();

    SwitchedStore(ObjectStore store) {
        this.store = store;
    }

    /// From now on another server serves.
    void use(ObjectStore other) {
        store = other;
    }

    /// Whether every call fails at once.
    void away(boolean gone) {
        away = gone;
    }

    /// How many calls failed because of that.
    int missed() {
        return missed.get();
    }

    /// The next few URLs cannot be signed.
    void refuseToSign(int times) {
        unsigned.set(times);
    }

    private ObjectStore there() {
        if (away) {
            missed.incrementAndGet();
            throw new StoreUnavailable("The test took the bucket away");
        }
        return store;
    }

    @Override
    public void check() {
        there().check();
    }

    @Override
    public Stored put(String key, SpooledImage image) {
        return there().put(key, image);
    }

    @Override
    public Optional<StoredObject> head(String key) {
        return there().head(key);
    }

    @Override
    public Optional<Inspected> inspect(String key) {
        return there().inspect(key);
    }

    @Override
    public void list(String prefix, Consumer<String> each) {
        there().list(prefix, each);
    }

    @Override
    public void write(String key, Path file, String contentType) {
        there().write(key, file, contentType);
    }

    @Override
    public void read(String key, Path target, long maxBytes) {
        there().read(key, target, maxBytes);
    }

    @Override
    public URI url(String key) {
        return there().url(key);
    }

    @Override
    public Secret signedUrl(String key, Duration lifetime) {
        if (unsigned.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new StoreUnavailable("The test took the credentials away");
        }
        return there().signedUrl(key, lifetime);
    }
}
