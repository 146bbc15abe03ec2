package io.darkroom.manifest;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/// Takes a cell of images apart, as the different exports join them.
final class ImageCell {

    /// Between two URLs anything will do: comma, semicolon, bar, space, line break.
    private static final Pattern BEFORE_URL = Pattern
            .compile("(?:\\s*[|;,]\\s*|\\s+)(?=\"?(?i:https?|s3)://)");

    /// A URL may hold commas, but no bars.
    private static final Pattern BAR = Pattern.compile("\\|");

    /// BigCommerce's older exports: `Product Image ID: 7, Product Image URL: https://…|Product Image …`.
    private static final Pattern LABEL = Pattern.compile("(?:^|\\|)(?:[^|:/]{1,40}:[^|]*?\\b)?\\s*"
            + "Product Image URL:\\s*");

    /// eBay's variations: `Red=https://…`.
    private static final Pattern VALUE_BEFORE_URL = Pattern.compile("^[^=/:]+=(?=https?://)");

    /// Google's feeds quote URLs with commas; WooCommerce writes `\\,` for a comma within one.
    private static final Pattern AROUND_URL = Pattern.compile("^\"|\"$|\\\\(?=,)");

    private ImageCell() {}

    /// The images of a cell in order, without space around them.
    ///
    /// @param joiner what else stands between two images that are no URLs; empty: nothing does
    static List<String> split(String cell, String joiner) {
        return JsonImages.in(cell.strip()).orElseGet(() -> joined(cell, joiner));
    }

    private static List<String> joined(String cell, String joiner) {
        return BEFORE_URL.splitAsStream(unlabelled(cell).strip()).flatMap(BAR::splitAsStream)
                .flatMap(text -> joiner.isEmpty() || text.contains("://")
                        ? List.of(text).stream()
                        : Arrays.stream(text.split(Pattern.quote(joiner), -1)))
                .map(text -> VALUE_BEFORE_URL.matcher(text.strip()).replaceFirst(""))
                .map(text -> text.contains("://") ? AROUND_URL.matcher(text).replaceAll("") : text)
                .map(String::strip)
                .filter(text -> !text.isEmpty()).toList();
    }

    private static String unlabelled(String cell) {
        return cell.contains("Product Image URL:") ? LABEL.matcher(cell).replaceAll("|") : cell;
    }

    /// An image below what the job says that images are found below.
    static String below(String base, String image) {
        return image.contains("://")
                ? image
                : base.replaceFirst("/+$", "") + "/" + image.replaceFirst("^/+", "");
    }
}
