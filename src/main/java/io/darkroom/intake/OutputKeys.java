package io.darkroom.intake;

import io.darkroom.item.Fingerprint;
import io.darkroom.item.Problem;
import io.darkroom.item.Sha256;
import io.darkroom.item.UnusableInput;
import io.darkroom.job.JobDefinition;
import io.darkroom.job.OutputKey;
import io.darkroom.manifest.Draft;
import io.darkroom.manifest.Mapping;
import io.darkroom.template.Template;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Makes the key of an item's output from the job's template; a different value fills its place
/// differently.
///
/// A value keeps its letters, digits, `.`, `_` and `-`; every other byte of its UTF-8 form becomes
/// `!` and two hex digits. `!` is among the characters that Amazon S3 calls safe in keys (S3 User
/// Guide, Naming objects), `%` is not. What is too long ends with `!-` and a hash, which nothing else
/// does; so a file name made of id, variant and ending stays within the 255 bytes of file systems.
final class OutputKeys {

    private static final String FIELD = "output.key";
    private static final int LONGEST = 160;
    private static final int HASH_DIGITS = 16;

    // Of Amazon S3 (User Guide, Naming objects), and of file systems.
    private static final int MAX_KEY = 1024;
    private static final int MAX_NAME = 255;

    private final JobDefinition job;
    private final String run;
    private final String manifest;
    private final Template template;
    private final List<String> own;
    private final boolean columns;
    private final List<String> results;

    /// @param run the run's id
    /// @param manifest as the user named it
    /// @param mapping says which columns there are
    /// @throws UnusableInput if the template names a column that the header has not
    OutputKeys(JobDefinition job, String run, String manifest, Mapping mapping) {
        this.job = job;
        this.run = run;
        this.manifest = manifest;
        this.template = Template.parse(job.outputKey());
        this.own = template.names().stream()
                .filter(name -> OutputKey.NAMES.stream().anyMatch(name::equalsIgnoreCase)).toList();
        this.columns = template.names().size() > own.size();
        this.results = Stream.of("results.jsonl", "results.csv")
                .map(file -> job.name() + "/" + run + "/" + file).toList();
        if (!mapping.columns().isEmpty()) {
            template.complaint(names(mapping)).ifPresent(complaint -> {
                throw new UnusableInput(problem(0, complaint));
            });
        }
    }

    private List<String> names(Mapping mapping) {
        var ofVariants = job.recipe().variants().stream()
                .flatMap(variant -> variant.values().keySet().stream());
        return Stream.of(mapping.names().stream(), ofVariants, OutputKey.NAMES.stream())
                .flatMap(names -> names).distinct().toList();
    }

    /// The key of an item.
    ///
    /// @param problems get what is wrong with it
    /// @return empty if there is something wrong
    Optional<String> of(Draft draft, Fingerprint fingerprint, List<Problem> problems) {
        var values = values(draft, fingerprint);
        var rendered = template.render(values, OutputKeys::safe);
        var wrong = rendered.blank().stream().filter(name -> !name.equalsIgnoreCase("variant"))
                .findFirst().map(name -> blank(draft.line(), name, values))
                .or(() -> complaint(rendered.text())
                        .map(complaint -> new Problem(manifest, draft.line(), FIELD,
                                rendered.text(), complaint)));
        wrong.ifPresent(problems::add);
        return wrong.isPresent() ? Optional.empty() : Optional.of(rendered.text());
    }

    private Map<String, String> values(Draft draft, Fingerprint fingerprint) {
        var values = columns
                ? new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER)
                : new HashMap<String, String>();
        if (columns) {
            values.putAll(draft.values());
        }
        own.forEach(name -> values.put(name, value(name, draft, fingerprint)));
        return values;
    }

    private String value(String name, Draft draft, Fingerprint fingerprint) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "job" -> job.name();
            case "run" -> run;
            case "id" -> draft.entryId();
            case "variant" -> draft.variant();
            case "row" -> Long.toString(draft.row());
            case "hash" -> fingerprint.hash().hex().substring(0, HASH_DIGITS);
            case "ext" -> draft.options().outputFormat().extension();
            default -> throw new IllegalArgumentException("No name of a key's own: " + name);
        };
    }

    private Problem blank(long line, String column, Map<String, String> values) {
        var names = Stream.concat(values.keySet().stream(), OutputKey.NAMES.stream()).distinct()
                .toList();
        return template.complaintAbout(names).map(complaint -> problem(line, complaint))
                .orElseGet(() -> new Problem(manifest, line, column, null,
                        "is blank and has no default; fill it in, or write {{" + column
                                + " | default: \"…\"}} in the " + FIELD));
    }

    private Optional<String> complaint(String key) {
        var names = key.split("/", -1);
        if (key.length() > MAX_KEY || isAny(names, name -> name.length() > MAX_NAME)) {
            return Optional.of("the key of its output has " + key.length() + " characters; at most "
                    + MAX_KEY + " in all and " + MAX_NAME + " between two /");
        }
        if (isAny(names, name -> name.isEmpty() || name.equals(".") || name.equals(".."))) {
            return Optional.of("between two / of the key of its output stands something other than"
                    + " . and ..");
        }
        // Where the results will be, and nothing else may.
        for (var file : results) {
            if (isAtOrBelow(file, key) || isAtOrBelow(key, file)) {
                return Optional.of("the results of the run are at " + file);
            }
        }
        return Optional.empty();
    }

    private static boolean isAtOrBelow(String folder, String key) {
        return key.startsWith(folder)
                && (key.length() == folder.length() || key.charAt(folder.length()) == '/');
    }

    // The plain loops here and below: a large manifest has as many keys as rows.
    private static boolean isAny(String[] names, Predicate<String> wrong) {
        for (var name : names) {
            if (wrong.test(name)) {
                return true;
            }
        }
        return false;
    }

    private Problem problem(long line, String complaint) {
        return new Problem(manifest, line, FIELD, job.outputKey(), complaint);
    }

    private static String safe(String value) {
        return value.length() <= LONGEST && isKept(value) && !isDots(value)
                ? value
                : changed(value);
    }

    private static String changed(String value) {
        var text = new StringBuilder();
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            text.append(isKept(b) ? String.valueOf((char) b) : "!%02x".formatted(b & 0xff));
        }
        if (isDots(text)) {
            return text.toString().replace(".", "!2e");
        }
        return text.length() <= LONGEST
                ? text.toString()
                : text.substring(0, LONGEST - 34) + "!-"
                        + Sha256.ofText(value).hex().substring(0, 32);
    }

    private static boolean isKept(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isKept(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDots(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != '.') {
                return false;
            }
        }
        return true;
    }

    private static boolean isKept(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
                || c == '.' || c == '_' || c == '-';
    }
}
