package io.darkroom.item;

/// What becomes of a cell that a spreadsheet could take for a formula, in CSV that is written.
public enum Guard {

    /// It gets an apostrophe before it.
    ON,
    /// It stays as it is.
    OFF
}
