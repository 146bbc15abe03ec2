package io.darkroom.manifest;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Checks the shape of references to input images; whether there is one is checked where it is read.
final class ImageTexts {

    private static final int MAX_CHARS = 2048;
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):.*");
    private static final Pattern WEB = Pattern.compile("(?i)https?://[^/?#\\s]+\\S*");
    private static final Pattern BUCKET = Pattern.compile("s3://[^/\\s]+/.+");
    private static final String ALLOWED = "an https URL, s3://bucket/key, or a file below the manifest's folder";

    private ImageTexts() {}

    /// What is allowed instead; empty if the text will do.
    static Optional<String> complaint(String text) {
        if (text.length() > MAX_CHARS) {
            return Optional.of("has " + text.length() + " characters; at most " + MAX_CHARS);
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            return Optional.of(ALLOWED + ", without line breaks; several go into images, with |"
                    + " between them");
        }
        var scheme = SCHEME.matcher(text);
        return scheme.matches() ? url(scheme.group(1).toLowerCase(Locale.ROOT), text) : file(text);
    }

    private static Optional<String> url(String scheme, String text) {
        boolean fits = switch (scheme) {
            case "http", "https" -> WEB.matcher(text).matches();
            case "s3" -> BUCKET.matcher(text).matches();
            default -> false;
        };
        return fits ? Optional.empty() : Optional.of(ALLOWED);
    }

    private static Optional<String> file(String text) {
        if (text.startsWith("/") || text.startsWith("\\")) {
            return Optional.of(ALLOWED + ", not an absolute path");
        }
        if (Pattern.compile("[/\\\\]").splitAsStream(text).anyMatch(".."::equals)) {
            return Optional.of(ALLOWED + ", without ..");
        }
        return text.contains("\\")
                ? Optional.of(ALLOWED + ", with / between its folders")
                : Optional.empty();
    }
}
