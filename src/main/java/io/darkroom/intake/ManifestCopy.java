package io.darkroom.intake;

import io.darkroom.item.Sha256;
import java.nio.file.Path;

/// A manifest as it was when a run began, on this machine's disk.
///
/// @param name as the user named it, for complaints and to tell the format
/// @param file the copy
/// @param folder what relative input images are relative to
/// @param hash of its bytes
public record ManifestCopy(String name, Path file, Path folder, Sha256 hash) {}
