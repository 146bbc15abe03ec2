package io.darkroom.provider;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/// An input image, resolved to bytes on this machine.
///
/// @param contentType its media type, such as `image/png`
/// @param url where the API could fetch it itself; sent instead of the bytes if so configured
public record InputImage(Path file, String contentType, Optional<URI> url) {}
