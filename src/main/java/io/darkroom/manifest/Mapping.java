package io.darkroom.manifest;

import io.darkroom.catalog.ColumnName;
import io.darkroom.catalog.Export;
import io.darkroom.catalog.Exports;
import io.darkroom.catalog.LikelyColumns;
import io.darkroom.catalog.ProductRows;
import io.darkroom.item.Fields;
import io.darkroom.item.Instruction;
import io.darkroom.item.Layout;
import io.darkroom.item.Problem;
import io.darkroom.item.UnusableInput;
import io.darkroom.template.Columns;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Which column of a manifest is what: as the job says, and for the rest as a known export has it.
///
/// @param columns the header; empty where each entry names its own columns
/// @param export the known export whose header it is; empty: nobody's
/// @param fields columns by field, such as `title` → `Name`; a field that is not here is in the column of
/// its own name. Its look-up ignores case
/// @param gallery columns of a product's images, in order; empty: the fields `image`, `image_1`…`image_4`
/// and `images`
/// @param wholeGallery whether all images of the gallery are sent, otherwise the first
/// @param position column with an image's place in the gallery
/// @param each what one entry is made of
/// @param rows which rows make one product
/// @param joiner what stands between several images in a cell, beside a bar
/// @param imageBase what stands before an image that is no URL
/// @param escaped whether values are written as [Export#escaped] says
/// @param likely columns by field that a job for a file that nobody knows could name
public record Mapping(List<String> columns, Optional<String> export, Map<String, String> fields,
        List<String> gallery, boolean wholeGallery, Optional<String> position, Layout.Each each,
        ProductRows rows, String joiner, Optional<String> imageBase,
        boolean escaped, Map<String, String> likely) {

    /// Copies the maps; the look-up by field ignores case.
    public Mapping {
        var byName = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        byName.putAll(fields);
        fields = Collections.unmodifiableSortedMap(byName);
        likely = Collections.unmodifiableMap(new LinkedHashMap<>(likely));
    }

    /// Finds out which column is what.
    ///
    /// @param file the manifest as the user named it
    /// @param preview the first rows
    /// @throws UnusableInput if the job names a column that the header has not
    static Mapping of(String file, Layout layout, List<String> header,
            List<Map<String, String>> preview) {
        var names = header.isEmpty() ? names(preview) : header;
        var export = Exports.recognise(names);
        var said = said(file, layout, header);
        var rows = rows(export, said, names);
        var each = layout.each().orElse(rows instanceof ProductRows.Single
                ? Layout.Each.ROW
                : Layout.Each.PRODUCT);
        return new Mapping(List.copyOf(header), export.map(Export::name),
                fields(export, said, names, each), gallery(export, said, names),
                said.containsKey(Fields.IMAGES),
                export.flatMap(known -> known.position()
                        .flatMap(name -> known.columnIn(names, name))),
                each, rows, export.map(Export::joiner).orElse(""),
                layout.imageBase().or(() -> export.flatMap(Export::imageBase)),
                export.map(Export::escaped).orElse(false),
                export.isEmpty() && layout.columns().isEmpty()
                        ? likely(names, preview)
                        : Map.of());
    }

    /// All names in the first entries where each has its own, in the order in which they come.
    private static List<String> names(List<Map<String, String>> preview) {
        var names = new TreeSet<String>(String.CASE_INSENSITIVE_ORDER);
        return preview.stream().flatMap(entry -> entry.keySet().stream()).filter(names::add)
                .toList();
    }

    /// What the job says wins. The id of an entry is its product's key, unless each row is one.
    private static Map<String, String> fields(Optional<Export> export,
            Map<String, List<String>> said, List<String> header, Layout.Each each) {
        var fields = new LinkedHashMap<>(
                export.map(known -> known.fieldsIn(header)).orElse(Map.of()));
        said.forEach((field, columns) -> fields.put(field,
                columns.isEmpty() ? "" : columns.getFirst()));
        var product = fields.remove(Fields.PRODUCT);
        if (product != null && each != Layout.Each.ROW && !said.containsKey(Fields.ID)) {
            fields.put(Fields.ID, product);
        }
        return fields;
    }

    /// What a job could say of a file that nobody knows, beside what the header says itself.
    private static Map<String, String> likely(List<String> header,
            List<Map<String, String>> preview) {
        var likely = new LinkedHashMap<>(LikelyColumns.in(
                header.stream().filter(name -> !Fields.isKnown(name)).toList(), preview));
        likely.keySet().removeIf(field -> header.stream().anyMatch(field::equalsIgnoreCase));
        if (header.stream().anyMatch(Fields::isImage)) {
            likely.remove(Fields.IMAGE.getFirst());
        }
        if (header.stream().noneMatch(Fields.PROMPT::equalsIgnoreCase)) {
            header.stream().filter(Fields.IMAGES::equalsIgnoreCase)
                    .filter(column -> preview.stream().anyMatch(row -> isTooMany(column, row)))
                    .forEach(column -> likely.put(Fields.IMAGE.getFirst(), column));
        }
        return likely;
    }

    /// A shop's own list of pictures may be longer than an entry's; the first of them will do then.
    private static boolean isTooMany(String column, Map<String, String> row) {
        return ImageCell.split(row.getOrDefault(column, ""), "").size() > Instruction.MAX_IMAGES;
    }

    /// What a job file could say of the likely columns: `columns: {id: SKU, image: "Photo URL"}`.
    ///
    /// @param wanted the fields to say something of
    Optional<String> suggestion(Collection<String> wanted) {
        var said = likely.entrySet().stream().filter(entry -> wanted.contains(entry.getKey()))
                .map(entry -> entry.getKey() + ": " + yaml(entry.getValue())).toList();
        return said.isEmpty()
                ? Optional.empty()
                : Optional.of("columns: {" + String.join(", ", said) + "}");
    }

    private static String yaml(String name) {
        return name.matches("[A-Za-z][A-Za-z0-9_]*")
                ? name
                : "\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /// Which column is what, in words: `id from Handle; image from Image Src`.
    public String described() {
        var said = new ArrayList<String>();
        fields.forEach((field, column) -> {
            if (!field.equalsIgnoreCase(column)) {
                said.add(field + " from " + column);
            }
        });
        if (!gallery.isEmpty()) {
            said.add("image from " + String.join(", ", gallery));
        }
        imageBase.ifPresent(base -> said.add("images below " + base));
        return String.join("; ", said);
    }

    /// The columns that the job names, as the header spells them.
    private static Map<String, List<String>> said(String file, Layout layout,
            List<String> header) {
        var said = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        layout.columns().forEach((field, columns) -> said.put(field, columns.stream()
                .filter(column -> !column.isBlank())
                .map(column -> inHeader(file, field, column, header)).toList()));
        return said;
    }

    private static String inHeader(String file, String field, String column,
            List<String> header) {
        return header.isEmpty()
                ? column
                : header.stream().filter(column.strip()::equalsIgnoreCase).findFirst()
                        .orElseThrow(() -> new UnusableInput(new Problem(file, 0,
                                "columns." + field, column, "there is no such column"
                                        + Columns.instead(column, header, Columns::quoted))));
    }

    /// A manifest with image columns of its own means those, whatever else its header is like; one that
    /// stands several times is a gallery.
    private static List<String> gallery(Optional<Export> export, Map<String, List<String>> said,
            List<String> header) {
        if (Stream.concat(Fields.IMAGE.stream(), Stream.of(Fields.IMAGES))
                .anyMatch(said::containsKey)) {
            return Stream.concat(Fields.IMAGE.stream(), Stream.of(Fields.IMAGES))
                    .flatMap(field -> said.getOrDefault(field, List.of()).stream()).toList();
        }
        var known = export.map(found -> found.galleryIn(header)).orElse(List.of());
        var own = header.stream().filter(Fields::isImage)
                .filter(column -> !known.contains(column)).toList();
        if (own.isEmpty()) {
            return known;
        }
        var repeats = ColumnName.repeats(own.getFirst(), header);
        return own.size() > 1 || repeats.isEmpty()
                ? List.of()
                : Stream.concat(own.stream(), repeats.stream()).toList();
    }

    /// With the columns as the header spells them.
    private static ProductRows rows(Optional<Export> export, Map<String, List<String>> said,
            List<String> header) {
        var key = said.getOrDefault(Fields.PRODUCT, List.of());
        if (!key.isEmpty()) {
            return new ProductRows.SameKey(key.getFirst());
        }
        return export.map(known -> known.rowsIn(header)).orElse(new ProductRows.Single());
    }

    /// The column of a field; the field's own name where nothing else is said.
    String column(String field) {
        return fields.getOrDefault(field, field);
    }

    /// Whether one product is spread over several rows.
    boolean spreadsProducts() {
        return !(rows instanceof ProductRows.Single);
    }

    /// Whether images come from the gallery, and not from fields of their own.
    boolean hasGallery() {
        return !gallery.isEmpty();
    }

    /// Whether the job says that no column holds images.
    boolean withoutImages() {
        return gallery.isEmpty() && fields.keySet().stream().anyMatch(Fields::isImage);
    }

    /// All names that a template can use where each entry has the header's columns.
    public List<String> names() {
        return Stream.concat(columns.stream(), fieldNames().stream()).toList();
    }

    /// The fields that are in a column of another name.
    List<String> fieldNames() {
        var images = hasGallery() ? Fields.IMAGE.stream().limit(1) : Stream.<String>of();
        return Stream.concat(images, fields.entrySet().stream()
                .filter(field -> !field.getValue().isEmpty()).map(Map.Entry::getKey)).toList();
    }
}
