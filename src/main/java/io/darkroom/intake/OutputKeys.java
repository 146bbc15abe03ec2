package io.darkroom.intake;

import io.darkroom.item.Sha256;
import io.darkroom.job.JobDefinition;
import io.darkroom.manifest.Draft;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Makes the key of an item's output from the job's template; a different value fills its place
/// differently.
///
/// A value keeps its letters, digits, `.`, `_` and `-`; every other byte of its UTF-8 form becomes
/// `!` and two hex digits. `!` is among the characters that Amazon S3 calls safe in keys (S3 User
/// Guide, Naming objects), `%` is not. What is too long ends with `!-` and a hash, which nothing else
/// does; so a file name made of id, variant and ending stays within the 255 bytes of file systems.
final class OutputKeys {

    private static final Pattern PLACE = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}");
    private static final String KEPT = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";
    private static final int LONGEST = 160;

    private final JobDefinition job;
    private final String run;

    /// @param run the run's id
    OutputKeys(JobDefinition job, String run) {
        this.job = job;
        this.run = run;
    }

    String of(Draft draft) {
        return PLACE.matcher(job.outputKey())
                .replaceAll(place -> Matcher.quoteReplacement(safe(value(place.group(1), draft))));
    }

    private String value(String name, Draft draft) {
        return switch (name) {
            case "job" -> job.name();
            case "run" -> run;
            case "id" -> draft.entryId();
            case "variant" -> draft.variant();
            case "row" -> Long.toString(draft.row());
            case "ext" -> draft.options().outputFormat().extension();
            default -> throw new IllegalStateException("The job file allows no {{" + name + "}}");
        };
    }

    private static String safe(String value) {
        var text = new StringBuilder();
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            text.append(kept(b) ? String.valueOf((char) b) : "!%02x".formatted(b & 0xff));
        }
        if (text.chars().allMatch(c -> c == '.')) {
            return text.toString().replace(".", "!2e");
        }
        return text.length() <= LONGEST
                ? text.toString()
                : text.substring(0, LONGEST - 34) + "!-"
                        + Sha256.ofText(value).hex().substring(0, 32);
    }

    private static boolean kept(byte b) {
        return KEPT.indexOf(b) >= 0;
    }
}
