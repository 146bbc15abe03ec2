package io.darkroom.item;

import java.util.List;

/// What makes two items the same image: provider, model, rendered prompt, options, and the *content* of the
/// input images. Neither the id nor the place in the manifest is part of it.
public record Fingerprint(Sha256 hash) {

    /// @param imageHashes the hashes of the input images' bytes, in order; empty for text-to-image
    public static Fingerprint of(String provider, String model, String prompt, ImageOptions options,
            List<Sha256> imageHashes) {
        var text = new StringBuilder();
        part(text, provider);
        part(text, model);
        part(text, prompt);
        part(text, options.quality().wire());
        part(text, options.resolution().wire());
        part(text, options.aspectRatio().wire());
        part(text, options.outputFormat().wire());
        imageHashes.forEach(hash -> part(text, hash.hex()));
        return new Fingerprint(Sha256.ofText(text.toString()));
    }

    /// Length before content, so that no two lists of parts read alike.
    private static void part(StringBuilder text, String part) {
        text.append(part.length()).append(':').append(part);
    }
}
