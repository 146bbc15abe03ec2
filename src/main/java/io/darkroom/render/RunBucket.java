package io.darkroom.render;

import io.darkroom.engine.ImageBucket;
import io.darkroom.picture.NotAnImage;
import io.darkroom.provider.InputImage;
import io.darkroom.storage.InputObjects;
import io.darkroom.storage.ObjectStore;
import io.darkroom.storage.SourceProblem;
import io.darkroom.storage.Spool;
import io.darkroom.storage.SpooledImage;
import io.darkroom.storage.Stored;
import io.darkroom.storage.StoredObject;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;

/// The bucket as the engine uses it.
record RunBucket(ObjectStore store, Spool spool, InputObjects inputs) implements ImageBucket {

    RunBucket(ObjectStore store, Spool spool) {
        this(store, spool, new InputObjects(store));
    }

    @Override
    public Stored put(String key, SpooledImage image) {
        return store.put(key, image);
    }

    @Override
    public Optional<StoredObject> head(String key) {
        return store.head(key);
    }

    @Override
    public SpooledImage bringBack(String key, long attempt) throws IOException, NotAnImage {
        var file = spool.open(attempt);
        var copy = Files.createTempFile("darkroom-", ".found");
        try (var part = file.part()) {
            store.read(key, copy, Long.MAX_VALUE);
            Files.copy(copy, part);
        } finally {
            Files.deleteIfExists(copy);
        }
        return file.seal();
    }

    @Override
    public Stored lay(InputImage image) throws SourceProblem {
        return inputs.lay(image.file(), image.contentType());
    }

    @Override
    public InputImage signed(InputImage image, Duration lifetime) throws SourceProblem {
        return image.at(inputs.url(image.file(), image.contentType(), lifetime));
    }
}
