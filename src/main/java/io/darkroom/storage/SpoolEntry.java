package io.darkroom.storage;

/// A file in a spool folder.
///
/// @param attempt the attempt it belongs to; 0 if its name tells none
public record SpoolEntry(String name, long attempt) {}
