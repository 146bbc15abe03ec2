package io.darkroom.storage;

import io.darkroom.item.Sha256;
import io.darkroom.picture.ImageFacts;
import java.nio.file.Path;

/// A whole image on the local disk, safe from a power cut.
///
/// @param file where it lies; its name holds the hash
/// @param hash of its bytes
/// @param bytes its length
/// @param facts what the bytes say it is
public record SpooledImage(Path file, Sha256 hash, long bytes, ImageFacts facts) {}
