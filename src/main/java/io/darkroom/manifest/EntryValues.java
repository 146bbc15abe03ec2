package io.darkroom.manifest;

import io.darkroom.item.Fields;
import io.darkroom.template.Values;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The values of one entry by the names of its columns and of the fields that are mapped to one: its own,
/// and those of its product's first row where its own are blank. For one thread.
final class EntryValues extends Lookup {

    private final Mapping mapping;
    private final List<String> images;
    private final Map<String, String> own;
    private final Map<String, String> inherited;
    private final Lookup columns = new Lookup() {

        @Override
        @Nullable
        String value(String name) {
            return column(name);
        }

        @Override
        public Set<Entry<String, String>> entrySet() {
            return collected(List.of());
        }
    };
    private @Nullable List<String> gallery;

    EntryValues(Row row, Mapping mapping) {
        this.mapping = mapping;
        this.own = inAnyCase(row.columns());
        this.images = row instanceof Row.Entry entry ? entry.gallery() : List.of();
        this.inherited = row instanceof Row.Entry entry
                ? inAnyCase(entry.inherited())
                : Map.of();
    }

    private static Map<String, String> inAnyCase(Map<String, String> values) {
        if (values.isEmpty() || values instanceof TableRow) {
            return values instanceof TableRow row ? row.inAnyCase() : Map.of();
        }
        var byName = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        values.forEach((name, value) -> byName.merge(name.strip(), value,
                (first, next) -> next.isBlank() ? first : next));
        return byName;
    }

    @Override
    @Nullable
    String value(String name) {
        if (mapping.hasGallery() && name.equalsIgnoreCase(Fields.IMAGE.getFirst())) {
            return gallery().isEmpty() ? "" : gallery().getFirst();
        }
        var value = column(name);
        if (value != null) {
            return value;
        }
        var column = mapping.fields().get(name);
        return column == null ? null : Values.of(column, columns);
    }

    private @Nullable String column(String name) {
        var value = own.get(name);
        if ((value == null || value.isBlank()) && isInherited(name)) {
            value = inherited.get(name);
        }
        return value == null || !mapping.escaped() ? value : Escapes.plain(value);
    }

    /// Two rows of a product are two entries, and have no id in common.
    private boolean isInherited(String name) {
        return inherited.containsKey(name) && !name.equalsIgnoreCase(mapping.column(Fields.ID));
    }

    /// The images of the product, in order.
    List<String> gallery() {
        if (gallery == null) {
            var found = images.isEmpty() ? ofCells() : images;
            gallery = found.stream().distinct().map(this::based).toList();
        }
        return gallery;
    }

    private List<String> ofCells() {
        return mapping.gallery().stream().flatMap(column -> ImageCell
                .split(Values.of(column, columns), mapping.joiner()).stream()).toList();
    }

    /// An image as it can be fetched.
    String based(String image) {
        return mapping.imageBase().map(base -> ImageCell.below(base, image)).orElse(image);
    }

    @Override
    public Set<Entry<String, String>> entrySet() {
        return collected(mapping.fieldNames());
    }

    private Set<Entry<String, String>> collected(Collection<String> fields) {
        var all = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        for (var names : List.of(own.keySet(), inherited.keySet(), fields)) {
            names.stream().filter(this::containsKey)
                    .forEach(name -> all.put(name, getOrDefault(name, "")));
        }
        return all.entrySet();
    }
}
