package io.darkroom.check;

/// Something that should never happen, and did.
///
/// @param subject the item, key, charge, file or run it happened to, such as `item 12`
/// @param what a sentence without its subject
public record Violation(Invariant invariant, String subject, String what) {

    @Override
    public String toString() {
        return invariant + ": " + subject + " " + what;
    }
}
