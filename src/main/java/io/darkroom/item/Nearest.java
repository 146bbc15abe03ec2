package io.darkroom.item;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// The known name nearest to a mistyped one, for "did you mean".
public final class Nearest {

    private Nearest() {}

    /// The candidate with the least edit distance (Levenshtein, case ignored), if no more than a
    /// third of the name's length, or 2, is wrong; otherwise empty.
    public static Optional<String> to(String name, Collection<String> candidates) {
        int most = Math.max(2, name.length() / 3);
        return candidates.stream().min(Comparator.comparingInt(c -> distance(name, c)))
                .filter(c -> distance(name, c) <= most);
    }

    private static int distance(String left, String right) {
        var a = left.toLowerCase(Locale.ROOT);
        var b = right.toLowerCase(Locale.ROOT);
        var row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
