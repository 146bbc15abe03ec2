package io.darkroom.storage;

import io.darkroom.picture.ImageFacts;
import io.darkroom.picture.NotAnImage;
import java.io.IOException;
import java.nio.file.Path;

/// How large an input image may be. Checked on the header, before anything could decode it.
final class SourceLimits {

    static final long BYTES = 25L * 1024 * 1024;

    private static final long PIXELS = 40_000_000;
    private static final int SIDE = 16_384;

    private SourceLimits() {}

    static ImageFacts check(String shown, Path file) throws SourceProblem, IOException {
        try {
            var facts = ImageFacts.read(file);
            var size = facts.size();
            boolean fits = Math.max(size.width(), size.height()) <= SIDE
                    && (long) size.width() * size.height() <= PIXELS;
            if (!fits) {
                throw new SourceProblem("Image " + shown + " is " + size + " pixels; at most 40"
                        + " megapixels and 16,384 pixels a side are allowed");
            }
            return facts;
        } catch (NotAnImage e) {
            throw new SourceProblem("Image " + shown + " cannot be used: " + e.getMessage(), e,
                    false);
        }
    }
}
