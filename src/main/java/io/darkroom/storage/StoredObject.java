package io.darkroom.storage;

import io.darkroom.item.Sha256;
import java.util.Optional;

/// An object in the bucket.
///
/// @param hash of the bytes as they were sent, from the metadata; empty if somebody else stored it
/// @param bytes its length
/// @param etag the entity tag as the store gave it; "" if it gave none
public record StoredObject(Optional<Sha256> hash, long bytes, String etag) {}
