package io.darkroom.catalog;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A product file as one shop system or channel writes it. All names of columns are normalised
/// ([ColumnName]).
///
/// @param name for people, such as `Shopify products`
/// @param required columns without which it is not this export
/// @param strong columns that hardly any other file has
/// @param foreign columns that it never has
/// @param spellings what its columns are called in other languages, by what they are called here
/// @param fields columns by what they mean (`id`, `title`, `status`, …), the likeliest first
/// @param gallery columns of images, in order
/// @param position column with an image's place among its product's; empty: the order of the rows
/// @param rows which rows make one product
/// @param joiner what stands between several images in a cell; empty: a cell holds one
/// @param imageBase what an image that is no URL is found below; empty: only the shop knows
/// @param escaped whether a value holds `\n` for a line break and `\,` for a comma, and begins with an
/// apostrophe where a spreadsheet would take it for a formula
public record Export(String name, Set<String> required, Set<String> strong, Set<String> foreign,
        Map<String, List<String>> spellings, Map<String, List<String>> fields, List<String> gallery,
        Optional<String> position,
        ProductRows rows, String joiner, Optional<String> imageBase, boolean escaped) {

    private static final double ALL_REQUIRED = 0.5;
    private static final double SOME_REQUIRED = 0.6;
    private static final double HAS_FOREIGN = 0.35;

    /// How much a header looks like this export, 0 to 1: half for the required columns, half for the
    /// strong ones, little where a foreign one is there.
    double likeness(Set<String> header) {
        double some = share(required, header);
        double rest = share(strong, header);
        double plain = some == 1
                ? ALL_REQUIRED + (1 - ALL_REQUIRED) * rest
                : SOME_REQUIRED * some * rest;
        return foreign.stream().anyMatch(header::contains) ? plain * HAS_FOREIGN : plain;
    }

    /// How many of the strong columns a header has.
    long strongIn(Set<String> header) {
        return strong.stream().filter(name -> has(name, header)).count();
    }

    private double share(Set<String> wanted, Set<String> header) {
        return wanted.stream().filter(name -> has(name, header)).count()
                / (double) wanted.size();
    }

    private boolean has(String name, Set<String> header) {
        return header.contains(name) || spellings.getOrDefault(name, List.of()).stream()
                .anyMatch(header::contains);
    }

    /// The column of a header that is meant by one of this export's, in whatever language.
    public Optional<String> columnIn(List<String> header, String column) {
        return ColumnName.find(column, header)
                .or(() -> spellings.getOrDefault(column, List.of()).stream()
                        .flatMap(other -> ColumnName.find(other, header).stream()).findFirst());
    }

    /// The columns of a header that hold what the fields mean, by field.
    public Map<String, String> fieldsIn(List<String> header) {
        var found = new LinkedHashMap<String, String>();
        fields.forEach((field, candidates) -> candidates.stream()
                .flatMap(candidate -> columnIn(header, candidate).stream()).findFirst()
                .ifPresent(column -> found.put(field, column)));
        return found;
    }

    /// The columns of a header that hold images, in order.
    public List<String> galleryIn(List<String> header) {
        return gallery.stream().flatMap(column -> columnIn(header, column).stream())
                .flatMap(column -> Stream.concat(Stream.of(column),
                        ColumnName.repeats(column, header).stream()))
                .distinct().toList();
    }

    /// Which rows make one product, with the columns as a header spells them.
    public ProductRows rowsIn(List<String> header) {
        return switch (rows) {
            case ProductRows.Single single -> single;
            case ProductRows.SameKey(var column) -> columnIn(header, column)
                    .<ProductRows>map(ProductRows.SameKey::new)
                    .orElse(new ProductRows.Single());
            case ProductRows.Children(var column) -> columnIn(header, column)
                    .<ProductRows>map(ProductRows.Children::new)
                    .orElse(new ProductRows.Single());
            case ProductRows.Parts(var column, var parts) -> columnIn(header, column)
                    .<ProductRows>map(name -> new ProductRows.Parts(name, parts))
                    .orElse(new ProductRows.Single());
        };
    }
}
