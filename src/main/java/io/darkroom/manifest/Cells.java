package io.darkroom.manifest;

import io.darkroom.item.Fields;
import io.darkroom.template.Values;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The values of one entry by field or column name, whatever its case.
final class Cells {

    private final Row row;
    private final Mapping mapping;
    private final Map<String, String> byName;

    Cells(Row row, Mapping mapping) {
        this.row = row;
        this.mapping = mapping;
        this.byName = mapping.isPlain() && row instanceof Row.Entry entry
                && entry.inherited().isEmpty() && entry.columns() instanceof TableRow table
                        ? table.inAnyCase()
                        : collected();
    }

    private Map<String, String> collected() {
        var byName = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        if (row instanceof Row.Entry entry) {
            entry.inherited()
                    .forEach((name, value) -> byName.put(name.strip(), plain(value)));
            // Two rows of a product are two entries, and have no id in common.
            byName.remove(mapping.column(Fields.ID));
        }
        row.columns().forEach((name, value) -> {
            if (!value.isBlank() || !byName.containsKey(name.strip())) {
                byName.put(name.strip(), plain(value));
            }
        });
        mapping.fields().forEach(
                (field, column) -> byName.putIfAbsent(field, Values.of(column, byName)));
        if (mapping.hasGallery()) {
            byName.put(Fields.IMAGE.getFirst(), gallery(byName).stream().findFirst().orElse(""));
        }
        return Collections.unmodifiableMap(byName);
    }

    private String plain(String value) {
        return mapping.escaped() ? Escapes.plain(value) : value;
    }

    /// The value of a field as it is; empty where there is none.
    String get(String field) {
        return Values.of(mapping.column(field), byName);
    }

    /// The entry's id; empty where it has none.
    String id() {
        var id = get(Fields.ID).strip();
        return row instanceof Row.Entry entry && entry.slot() > 0 && !id.isEmpty()
                ? id + "-" + entry.slot()
                : id;
    }

    /// The names of the entry's columns and of the fields that are mapped to one.
    Collection<String> names() {
        var names = new LinkedHashSet<>(row.columns().keySet());
        names.addAll(mapping.fieldNames());
        return names;
    }

    /// All values, by column and by field; its look-up ignores case.
    Map<String, String> byName() {
        return byName;
    }

    /// The input images, in the order in which they are sent.
    List<Image> images() {
        if (mapping.hasGallery()) {
            var column = mapping.gallery().getFirst();
            return gallery().stream().limit(mapping.wholeGallery() ? Long.MAX_VALUE : 1)
                    .map(image -> new Image(column, image)).toList();
        }
        if (mapping.withoutImages()) {
            return List.of();
        }
        var images = new ArrayList<Image>();
        Fields.IMAGE.forEach(field -> images.addAll(split(field)));
        images.addAll(split(Fields.IMAGES));
        return images;
    }

    private List<Image> split(String field) {
        var cell = get(field);
        return cell.isBlank()
                ? List.of()
                : ImageCell.split(cell, "").stream().map(text -> new Image(field, based(text)))
                        .toList();
    }

    /// The images of the product, in order.
    List<String> gallery() {
        return gallery(byName);
    }

    private List<String> gallery(Map<String, String> byName) {
        var images = row instanceof Row.Entry entry && !entry.gallery().isEmpty()
                ? entry.gallery()
                : mapping.gallery().stream().flatMap(column -> ImageCell
                        .split(Values.of(column, byName), mapping.joiner()).stream())
                        .toList();
        return images.stream().map(this::based).toList();
    }

    /// What helps where an export holds paths that only the shop knows.
    String imageHint(String image) {
        return mapping.export().isPresent() && mapping.imageBase().isEmpty()
                && !image.contains("://")
                        ? "; image_base in the job file says what such images are below, as in"
                                + " https://shop.example/media/"
                        : "";
    }

    private String based(String image) {
        return mapping.imageBase().map(base -> ImageCell.below(base, image)).orElse(image);
    }

    /// A reference to an input image and the column it stands in.
    record Image(String field, String text) {}
}
