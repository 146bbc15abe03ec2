package io.darkroom.provider;

import io.darkroom.item.Secret;
import java.nio.file.Path;
import java.util.Optional;

/// An input image, resolved to bytes on this machine.
///
/// @param contentType its media type, such as `image/png`
/// @param url where anybody can fetch it who has the URL, which is sent instead of the bytes; empty:
/// the bytes are sent
public record InputImage(Path file, String contentType, Optional<Secret> url) {}
