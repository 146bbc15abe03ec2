package io.darkroom.storage;

import io.darkroom.item.Sha256;
import io.darkroom.picture.ImageFacts;
import io.darkroom.picture.NotAnImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/// What an object is by its own bytes, all of which were read.
///
/// @param recorded the hash that its metadata claims; empty if somebody else stored it
/// @param hash of the bytes
/// @param bytes how many there are
/// @param facts which image they are; empty if they are no whole one
/// @param complaint why they are none, as a sentence without its dot; empty if they are one
public record Inspected(Optional<Sha256> recorded, Sha256 hash, long bytes,
        Optional<ImageFacts> facts, String complaint) {

    /// Reads a body to its end, a few kilobytes at a time. The caller closes it.
    ///
    /// @param length how many bytes were announced
    /// @throws IOException if there are fewer, or they cannot be read
    static Inspected read(Optional<Sha256> recorded, InputStream body, long length)
            throws IOException {
        var in = new HashedInput(body, length);
        try {
            var facts = ImageFacts.read(in, length);
            return new Inspected(recorded, hash(in), length, Optional.of(facts), "");
        } catch (NotAnImage e) {
            return new Inspected(recorded, hash(in), length, Optional.empty(),
                    String.valueOf(e.getMessage()));
        }
    }

    private static Sha256 hash(HashedInput in) throws IOException {
        in.transferTo(OutputStream.nullOutputStream());
        return in.hash();
    }
}
