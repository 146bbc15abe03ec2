package io.darkroom.catalog;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// A column's name as it is compared: without case, space and punctuation, since exports of one system
/// differ in those from version to version.
public final class ColumnName {

    private static final Pattern REST = Pattern.compile("[^\\p{L}\\p{N}]+");

    /// `item_name[marketplace_id=…]#1.value`, eBay's `*Action(SiteID=…)` and OpenCart's `name(en-gb)`: what
    /// follows differs from file to file.
    private static final Pattern SUFFIX = Pattern
            .compile("\\[.*|#\\d.*|(?<=^\\*?Action)\\(.*|\\([a-z]{2}(-[a-z]{2})?\\)$");

    private static final Pattern REPEATED = Pattern.compile(" \\(\\d{1,3}\\)");

    private ColumnName() {}

    /// Lower-case letters and digits alone; `weightkg` of `Weight (kg)`.
    public static String normal(String name) {
        var form = Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return REST.matcher(form).replaceAll("");
    }

    /// All normal forms of a header's names, with and without what differs from file to file.
    static Set<String> normals(List<String> header) {
        var names = new HashSet<String>();
        header.forEach(name -> {
            names.add(normal(name));
            names.add(normal(stem(name)));
        });
        return names;
    }

    /// The column of a header that has a normal form.
    public static Optional<String> find(String normal, List<String> header) {
        return header.stream().filter(name -> normal(name).equals(normal)).findFirst()
                .or(() -> header.stream().filter(name -> normal(stem(name)).equals(normal))
                        .findFirst());
    }

    /// The columns of a header that repeat one of its names: `Image (2)`, `Image (3)` after `Image`.
    public static List<String> repeats(String column, List<String> header) {
        return header.stream().filter(name -> name.length() > column.length()
                && name.regionMatches(true, 0, column, 0, column.length())
                && REPEATED.matcher(name.substring(column.length())).matches()).toList();
    }

    private static String stem(String name) {
        return SUFFIX.matcher(name).replaceFirst("");
    }
}
