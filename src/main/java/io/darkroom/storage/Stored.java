package io.darkroom.storage;

/// What became of an image that was to be stored.
public enum Stored {

    /// It was stored now.
    STORED,
    /// The same bytes were there, from an earlier try whose answer got lost.
    ALREADY_THERE,
    /// Something else is there and was left alone.
    CONFLICT
}
