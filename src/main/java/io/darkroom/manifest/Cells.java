package io.darkroom.manifest;

import io.darkroom.item.Fields;
import io.darkroom.template.Values;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/// The values of one entry by field or column name, whatever its case.
final class Cells {

    private final Row row;
    private final Mapping mapping;
    private final EntryValues values;

    Cells(Row row, Mapping mapping) {
        this.row = row;
        this.mapping = mapping;
        this.values = new EntryValues(row, mapping);
    }

    /// The value of a field as it is; empty where there is none.
    String get(String field) {
        return Values.of(mapping.column(field), values);
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
        return values;
    }

    /// The input images, in the order in which they are sent.
    List<Image> images() {
        if (mapping.hasGallery()) {
            var column = mapping.gallery().getFirst();
            return values.gallery().stream().limit(mapping.wholeGallery() ? Long.MAX_VALUE : 1)
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
                : ImageCell.split(cell, "").stream()
                        .map(text -> new Image(field, values.based(text)))
                        .toList();
    }

    /// What helps where a file holds paths that only the shop knows.
    String imageHint(String image) {
        boolean shops = mapping.export().isPresent() || image.startsWith("/");
        return shops && mapping.imageBase().isEmpty() && !image.contains("://")
                ? "; image_base in the job file says what such images are below, as in"
                        + " https://shop.example/media/"
                : "";
    }

    /// A reference to an input image and the column it stands in.
    record Image(String field, String text) {}
}
