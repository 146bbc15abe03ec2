package io.darkroom.picture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// An input image as it came.
record Original(Path file, Magic magic, Structure structure) {

    /// Reads the header and walks the structure; decodes no pixels.
    ///
    /// @throws NotAnImage if it is in no format that can be read, damaged, or too large to be decoded
    static Original read(Path file) throws NotAnImage, IOException {
        try (var in = Files.newInputStream(file)) {
            var bytes = new ImageBytes(in, Files.size(file));
            var head = bytes.peek(Magic.LENGTH);
            var magic = Magic.of(head).orElseThrow(() -> new NotAnImage(Stranger.looks(head)
                    + "; a PNG, JPEG, WebP, GIF, BMP or TIFF image is needed"));
            var structure = magic.walk(bytes);
            InputLimits.check(structure);
            return new Original(file, magic, structure);
        }
    }

    /// Whether the model takes the bytes as they are.
    boolean fits() throws IOException {
        return structure.traits().stream().noneMatch(Trait::needsWork)
                && InputLimits.fits(structure.size())
                && Files.size(file) <= InputLimits.BYTES;
    }

    /// Whether what is made of it had better be free of loss.
    boolean lossless() {
        return !structure.has(Trait.LOSSY);
    }
}
