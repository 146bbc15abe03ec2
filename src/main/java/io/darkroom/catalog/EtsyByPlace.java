package io.darkroom.catalog;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Recognises Etsy's listings in any language: the header is in that of the seller, but the columns stand
/// where they always stand, ten numbered images in their middle.
final class EtsyByPlace {

    private static final int COLUMNS = 24;
    private static final int FIRST_IMAGE = 7;
    private static final int IMAGES = 10;
    private static final Pattern NUMBERED = Pattern.compile("(.*\\D)(\\d{1,2})");

    private EtsyByPlace() {}

    /// The export with the columns as this header names them; empty if it is another's.
    static Optional<Export> of(List<String> header) {
        if (header.size() != COLUMNS) {
            return Optional.empty();
        }
        var images = header.subList(FIRST_IMAGE, FIRST_IMAGE + IMAGES);
        var stem = stem(images.getFirst());
        boolean numbered = stem.isPresent() && IntStream.range(0, IMAGES)
                .allMatch(i -> images.get(i).equals(stem.get() + (i + 1)));
        return numbered ? Optional.of(export(header, images)) : Optional.empty();
    }

    private static Optional<String> stem(String first) {
        var numbered = NUMBERED.matcher(first);
        return numbered.matches() && numbered.group(2).equals("1")
                ? Optional.of(numbered.group(1))
                : Optional.empty();
    }

    private static Export export(List<String> header, List<String> images) {
        return ExportBuilder.export("Etsy listings").field("title", header.get(0))
                .field("description", header.get(1)).field("price", header.get(2))
                .field("category", header.get(5)).field("sku", header.getLast())
                .gallery(images.toArray(String[]::new)).known();
    }
}
