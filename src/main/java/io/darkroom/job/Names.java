package io.darkroom.job;

import java.util.regex.Pattern;

/// The names of jobs and variants: they become parts of keys in the bucket.
final class Names {

    static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    static final String ALLOWED = "1 to 64 letters, digits, . _ and -, the first a letter or digit";

    private static final int MAX_CHARS = 64;
    private static final Pattern ENDING = Pattern
            .compile("(?i)\\.(ya?ml|csv|tsv|txt|json|jsonl|ndjson|xml)(\\.gz)?$|\\.gz$");

    private Names() {}

    /// A name after a file or URL, without its folders and known ending.
    static String of(String source) {
        var plain = source.matches("[A-Za-z][A-Za-z0-9+.-]+://.*")
                ? source.replaceFirst("[?#].*", "")
                : source;
        var file = plain.substring(plain.lastIndexOf('/') + 1);
        var name = ENDING.matcher(file).replaceFirst("").replaceAll("[^A-Za-z0-9._-]+", "-")
                .replaceFirst("^[^A-Za-z0-9]+", "");
        if (name.isEmpty()) {
            return source.equals("-") ? "stdin" : "job";
        }
        return name.substring(0, Math.min(MAX_CHARS, name.length()));
    }
}
