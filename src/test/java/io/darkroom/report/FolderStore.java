package io.darkroom.report;

import io.darkroom.item.Secret;
import io.darkroom.storage.Inspected;
import io.darkroom.storage.ObjectStore;
import io.darkroom.storage.SpooledImage;
import io.darkroom.storage.Stored;
import io.darkroom.storage.StoredObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/// A bucket that is a folder and takes files only.
public record FolderStore(Path folder) implements ObjectStore {

    @Override
    public void check() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Stored put(String key, SpooledImage image) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<StoredObject> head(String key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Inspected> inspect(String key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void list(String prefix, Consumer<String> each) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void write(String key, Path file, String contentType) {
        try {
            Files.createDirectories(folder.resolve(key).getParent());
            Files.copy(file, folder.resolve(key), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void read(String key, Path target, long maxBytes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public URI url(String key) {
        return URI.create("https://bucket.example/" + key);
    }

    @Override
    public Secret signedUrl(String key, Duration lifetime) {
        throw new UnsupportedOperationException();
    }

    /// The text of an object.
    public String text(String key) {
        try {
            return Files.readString(folder.resolve(key));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
