package io.darkroom.job;

import io.darkroom.item.Nearest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The template of an output's key in the bucket.
final class OutputKey {

    private static final int MAX_CHARS = 512;
    private static final List<String> NAMES = List.of("job", "run", "id", "variant", "ext", "row");
    private static final Pattern PLACE = Pattern.compile("\\{\\{([^{}]*)}}");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._/-]*");

    private OutputKey() {}

    /// The key where the job names none.
    static String standard(boolean variants) {
        return variants
                ? "{{job}}/{{run}}/{{id}}-{{variant}}.{{ext}}"
                : "{{job}}/{{run}}/{{id}}.{{ext}}";
    }

    /// What is allowed instead; empty if the key will do.
    static Optional<String> complaint(String key, boolean variants) {
        var names = PLACE.matcher(key).results().map(found -> found.group(1).strip()).toList();
        var unknown = names.stream().filter(name -> !NAMES.contains(name)).findFirst();
        if (unknown.isPresent()) {
            return Optional.of("no {{" + unknown.get() + "}}" + Nearest.to(unknown.get(), NAMES)
                    .map(n -> "; did you mean {{" + n + "}}?").orElse("") + " (allowed: " + all()
                    + ")");
        }
        if (!names.contains("id") && !names.contains("row")) {
            return Optional.of("holds {{id}} or {{row}}, or all outputs get the same key");
        }
        if (variants && !names.contains("variant")) {
            return Optional.of("holds {{variant}}, since the job has variants");
        }
        return form(key).or(() -> names.contains("run")
                ? Optional.empty()
                : Optional.of("holds {{run}}, or a later run would meet an earlier one's outputs"));
    }

    private static Optional<String> form(String key) {
        var plain = PLACE.matcher(key).replaceAll("x");
        boolean fits = key.length() <= MAX_CHARS && PLAIN.matcher(plain).matches()
                && List.of(plain.split("/", -1)).stream()
                        .noneMatch(s -> s.isEmpty() || s.equals(".") || s.equals(".."));
        return fits
                ? Optional.empty()
                : Optional.of("letters, digits, . _ - and / between them, with " + all()
                        + ", at most " + MAX_CHARS + " characters");
    }

    private static String all() {
        return String.join(" ", NAMES.stream().map(name -> "{{" + name + "}}").toList());
    }
}
