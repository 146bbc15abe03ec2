package io.darkroom.storage;

import io.darkroom.item.Sha256;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/// The input image of an edit as a local file that the model takes.
///
/// @param file a copy in the cache, or what was made of it; not to be changed
/// @param contentType what the file is, such as `image/png`
/// @param hash of the bytes as they came, by which the file is named too
/// @param url where it came from, when the reference was an https URL
public record Source(Path file, String contentType, Sha256 hash, Optional<URI> url) {}
