package io.darkroom.picture;

/// What keeps an image from being sent to the model as it is, or decides what is made of it.
enum Trait {

    /// In a format that the model does not take.
    OTHER_FORMAT,
    /// More than one picture; the first is taken.
    ANIMATED,
    /// To be turned or mirrored to stand upright.
    TURNED,
    /// A palette, grey, or fewer than 8 bits a sample: some models take these for something else.
    FEW_COLOURS,
    /// More than 8 bits a sample.
    DEEP,
    /// In other colours than sRGB, by its profile, its gamma or its inks.
    OTHER_COLOURS,
    /// Compressed in a way that few decoders know.
    RARE_CODING,
    /// In several scans, all of which a decoder holds at once. Sent as it is.
    MANY_SCANS,
    /// Compressed with loss. Sent as it is.
    LOSSY;

    /// Whether it alone is a reason to make another image.
    boolean needsWork() {
        return this != MANY_SCANS && this != LOSSY;
    }
}
