package io.darkroom.manifest;

import java.nio.file.Path;

/// A manifest on disk.
///
/// @param path where its bytes are; it is read once from front to end, so a pipe will do
/// @param name as the user named it: stands in complaints, and its ending tells the format
public record ManifestFile(Path path, String name) {}
