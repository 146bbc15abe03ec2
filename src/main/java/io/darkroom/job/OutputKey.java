package io.darkroom.job;

import io.darkroom.item.Recipe;
import io.darkroom.template.Template;
import io.darkroom.template.TemplateError;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The template of an output's key in the bucket: what [#NAMES] and columns give, with plain text between.
public final class OutputKey {

    /// What a place can name beside columns; a column of one of these names cannot be had.
    public static final List<String> NAMES = List.of("job", "run", "id", "variant", "row", "hash",
            "ext");

    private static final int MAX_CHARS = 512;
    private static final List<String> SHARED = List.of("job", "run", "variant", "ext");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._/-]*");

    private OutputKey() {}

    /// The key where the job names none.
    static String standard(boolean variants) {
        return variants
                ? "{{job}}/{{run}}/{{id}}-{{variant}}.{{ext}}"
                : "{{job}}/{{run}}/{{id}}.{{ext}}";
    }

    /// What is allowed instead; empty if the key will do. Whether there are such columns, the manifest
    /// says.
    static Optional<String> complaint(String key, List<Recipe.Variant> variants) {
        try {
            var template = Template.parse(key);
            return form(key, template).or(() -> missing(template, variants));
        } catch (TemplateError e) {
            return Optional.of(e.sentence());
        }
    }

    private static Optional<String> missing(Template template, List<Recipe.Variant> variants) {
        var own = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        own.addAll(template.names());
        own.removeAll(SHARED);
        variants.forEach(variant -> own.removeAll(variant.values().keySet()));
        if (own.isEmpty()) {
            return Optional.of("holds {{id}}, {{row}}, {{hash}} or a column, or all outputs get the"
                    + " same key");
        }
        var certain = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        certain.addAll(template.certain());
        if (!variants.isEmpty() && !certain.contains("variant")) {
            return Optional.of("holds {{variant}}, since the job has variants");
        }
        return certain.contains("run")
                ? Optional.empty()
                : Optional.of("holds {{run}}, or a later run would meet an earlier one's outputs");
    }

    /// A folder that is there for some entries only could be another entry's file.
    private static Optional<String> form(String key, Template template) {
        var outline = template.outline("x");
        boolean fits = key.length() <= MAX_CHARS && PLAIN.matcher(outline).matches()
                && template.conditional().stream().allMatch(PLAIN.asMatchPredicate())
                && List.of(outline.split("/", -1)).stream()
                        .noneMatch(s -> s.isEmpty() || s.equals(".") || s.equals(".."));
        if (!fits) {
            return Optional.of("letters, digits, . _ - and / between them, with " + all()
                    + " or a column, at most " + MAX_CHARS + " characters");
        }
        return template.conditional().stream().noneMatch(text -> text.contains("/"))
                ? Optional.empty()
                : Optional.of("a / stands outside of {% if … %}");
    }

    private static String all() {
        return String.join(" ", NAMES.stream().map(name -> "{{" + name + "}}").toList());
    }
}
