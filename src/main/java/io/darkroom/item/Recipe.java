package io.darkroom.item;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a job turns entries into items.
///
/// @param prompt template of the prompt; null: the entry's column `prompt`
/// @param images templates of the input images; empty: the entry's image columns
/// @param defaults options for entries that do not say otherwise
/// @param variants each entry is made once for each; empty: once
public record Recipe(@Nullable String prompt, List<String> images, ImageOptions defaults,
        List<Variant> variants) {

    /// Takes prompt and images from the entry's columns, with the model's default options.
    public static final Recipe PLAIN = new Recipe(null, List.of(), ImageOptions.DEFAULT, List.of());

    /// Copies the lists.
    public Recipe {
        images = List.copyOf(images);
        variants = List.copyOf(variants);
    }

    /// One of several images made of each entry.
    ///
    /// @param name unique in the job; part of the output's key
    /// @param prompt template that replaces the job's; null: the job's
    /// @param options option values by field name (`quality`, `resolution`, `aspect_ratio`,
    /// `output_format`) that win over the entry's own
    public record Variant(String name, @Nullable String prompt, Map<String, String> options) {

        /// Copies the map.
        public Variant {
            options = Map.copyOf(options);
        }
    }
}
