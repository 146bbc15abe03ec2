package io.darkroom.storage;

import io.darkroom.item.Sha256;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/// The input image of an edit as a local file.
///
/// @param file a copy in the cache, named by its hash; not to be changed
/// @param contentType what the bytes are, such as `image/png`
/// @param hash of its bytes
/// @param url where it came from, when the reference was an https URL
public record Source(Path file, String contentType, Sha256 hash, Optional<URI> url) {}
