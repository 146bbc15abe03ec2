package io.darkroom.storage;

import io.darkroom.item.Sha256;
import java.nio.file.Path;

/// The input image of an edit as a local file that the model takes.
///
/// @param file a copy in the cache, or what was made of it; not to be changed
/// @param contentType what the file is, such as `image/png`
/// @param hash of the bytes as they came, by which the file is named too
public record Source(Path file, String contentType, Sha256 hash) {}
