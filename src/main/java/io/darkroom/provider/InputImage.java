package io.darkroom.provider;

import io.darkroom.item.Secret;
import java.nio.file.Path;
import java.util.Optional;

/// An input image, resolved to bytes on this machine.
///
/// @param contentType its media type, such as `image/png`
/// @param url from which anybody who knows it can fetch the image; sent instead of the bytes. Empty:
/// the bytes are sent
public record InputImage(Path file, String contentType, Optional<Secret> url) {

    /// An image whose bytes are sent.
    public InputImage(Path file, String contentType) {
        this(file, contentType, Optional.empty());
    }

    /// The same at a URL.
    public InputImage at(Secret where) {
        return new InputImage(file, contentType, Optional.of(where));
    }
}
