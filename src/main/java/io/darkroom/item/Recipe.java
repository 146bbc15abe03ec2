package io.darkroom.item;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How a job turns entries into items.
///
/// @param prompt template of the prompt; null: the entry's column `prompt`
/// @param images templates of the input images; empty: the entry's image columns
/// @param defaults options for entries that do not say otherwise
/// @param variants each entry is made once for each; empty: once
/// @param layout how the manifest is read
public record Recipe(@Nullable String prompt, List<String> images, ImageOptions defaults,
        List<Variant> variants, Layout layout) {

    /// Takes prompt and images from the entry's columns, with the model's default options.
    public static final Recipe PLAIN = new Recipe(null, List.of(), ImageOptions.DEFAULT, List.of());

    /// A recipe for a manifest that speaks for itself.
    public Recipe(@Nullable String prompt, List<String> images, ImageOptions defaults,
            List<Variant> variants) {
        this(prompt, images, defaults, variants, Layout.PLAIN);
    }

    /// Copies the lists.
    public Recipe {
        images = List.copyOf(images);
        variants = List.copyOf(variants);
        // A definition that an earlier version wrote down has none.
        layout = Objects.requireNonNullElse(layout, Layout.PLAIN);
    }

    /// One of several images made of each entry.
    ///
    /// @param name unique in the job; part of the output's key
    /// @param prompt template that replaces the job's; null: the job's
    /// @param options option values by field name (`quality`, `resolution`, `aspect_ratio`,
    /// `output_format`) that win over the entry's own
    /// @param values for templates, by name; they win over columns
    public record Variant(String name, @Nullable String prompt, Map<String, String> options,
            Map<String, String> values) {

        /// A variant without values of its own.
        public Variant(String name, @Nullable String prompt, Map<String, String> options) {
            this(name, prompt, options, Map.of());
        }

        /// Copies the maps.
        public Variant {
            options = Map.copyOf(options);
            // A definition that an earlier version wrote down has none.
            values = Map.copyOf(Objects.requireNonNullElse(values, Map.of()));
        }
    }
}
