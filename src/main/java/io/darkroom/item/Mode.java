package io.darkroom.item;

/// What is asked of the model, chosen by whether the entry names input images.
public enum Mode {

    /// An image from a prompt alone.
    TEXT,
    /// One to four input images changed by an instruction.
    EDIT
}
