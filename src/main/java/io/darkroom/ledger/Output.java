package io.darkroom.ledger;

import io.darkroom.item.OutputFormat;
import io.darkroom.item.PixelSize;
import io.darkroom.item.Sha256;

/// An object in the bucket, as the bytes themselves say.
///
/// @param key the object's key
/// @param bytes its length, at least 1
public record Output(String key, Sha256 hash, long bytes, OutputFormat format, PixelSize size) {}
