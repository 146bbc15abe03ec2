package io.darkroom.job;

import io.darkroom.item.Recipe;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What is made of each entry: the named variants, times the values of each line of the matrix, times `n`.
record Variants(Section job) {

    private static final List<String> KEYS = Stream
            .concat(Stream.of("name", "prompt"), Options.KEYS.stream()).toList();
    private static final int MOST = 1000;
    private static final int MOST_OF_EACH = 100;

    /// @throws io.darkroom.item.UnusableInput if there are too many, or two have the same name
    List<Recipe.Variant> read() {
        var variants = named();
        for (var line : job.lists("matrix").entrySet()) {
            variants = times(variants, line.getKey(), line.getValue());
        }
        int n = job.whole("n", MOST_OF_EACH, 1);
        var all = n == 1
                ? variants
                : variants.stream().flatMap(variant -> copies(variant, n)).toList();
        if (all.size() > MOST) {
            throw job.refuse("matrix", "at most " + MOST + " variants in all; these are "
                    + all.size());
        }
        return all.size() == 1 && all.getFirst().name().isEmpty() ? List.of() : all;
    }

    /// One without a name where none is given.
    private List<Recipe.Variant> named() {
        var variants = new ArrayList<Recipe.Variant>();
        var names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (var section : job.sections("variants", KEYS)) {
            var name = section.text("name", Names.FORM, Names.ALLOWED)
                    .orElseThrow(() -> section.refuse("name", "is missing; " + Names.ALLOWED));
            if (!names.add(name)) {
                throw section.refuse("name", "another variant has this name");
            }
            variants.add(new Recipe.Variant(name, prompt(section).orElse(null),
                    Options.texts(section)));
        }
        return variants.isEmpty() ? List.of(new Recipe.Variant("", null, Map.of())) : variants;
    }

    private List<Recipe.Variant> times(List<Recipe.Variant> variants, String key,
            List<String> values) {
        var words = values.stream().map(Variants::word).toList();
        if (values.isEmpty() || new LinkedHashSet<>(words).size() < words.size()
                || words.contains("")) {
            throw job.refuse("matrix",
                    key + ": one or more values whose letters and digits differ");
        }
        return variants.stream().flatMap(variant -> IntStream.range(0, values.size())
                .mapToObj(i -> with(variant, key, values.get(i), words.get(i)))).toList();
    }

    /// A value of the matrix is an option, or a value for templates.
    private static Recipe.Variant with(Recipe.Variant variant, String key, String value,
            String word) {
        var options = new HashMap<>(variant.options());
        var values = new HashMap<>(variant.values());
        (Options.KEYS.contains(key) ? options : values).put(key, value);
        return new Recipe.Variant(joined(variant.name(), word), variant.prompt(), options, values);
    }

    private static Stream<Recipe.Variant> copies(Recipe.Variant variant, int n) {
        return IntStream.rangeClosed(1, n)
                .mapToObj(copy -> new Recipe.Variant(joined(variant.name(), Integer.toString(copy)),
                        variant.prompt(), variant.options(), variant.values()));
    }

    private static String joined(String name, String word) {
        return name.isEmpty() ? word : name + "-" + word;
    }

    /// A value as part of a variant's name: `4:5` becomes `4x5`, other characters become `_`.
    private static String word(String value) {
        var word = value.strip().replace(':', 'x').replaceAll("[^A-Za-z0-9._]+", "_")
                .replaceAll("^_+|_+$", "");
        return word.length() <= 40 ? word : word.substring(0, 40);
    }

    /// @throws io.darkroom.item.UnusableInput if the prompt is blank
    static Optional<String> prompt(Section section) {
        var prompt = section.text("prompt");
        if (prompt.filter(String::isBlank).isPresent()) {
            throw section.refuse("prompt", "is blank; a text such as \"Photo of {{title}}\"");
        }
        return prompt;
    }
}
