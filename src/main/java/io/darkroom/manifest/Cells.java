package io.darkroom.manifest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The values of one row by column name, whatever its case.
final class Cells {

    private final Map<String, String> inOrder;
    private final SortedMap<String, String> byName;

    Cells(Map<String, String> columns) {
        inOrder = columns;
        byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        columns.forEach((name, value) -> byName.put(name.strip(), value));
    }

    /// The value of a column as it is; empty where there is none.
    String get(String column) {
        return byName.getOrDefault(column, "");
    }

    /// All values; its look-up ignores case.
    Map<String, String> byName() {
        return Collections.unmodifiableMap(byName);
    }

    /// The option fields that are not blank.
    Map<String, String> options() {
        var options = new LinkedHashMap<String, String>();
        Fields.OPTIONS.stream().filter(field -> !get(field).isBlank())
                .forEach(field -> options.put(field, get(field)));
        return options;
    }

    /// The image fields that are not blank, in the order in which they are sent.
    List<Image> images() {
        var images = new ArrayList<Image>();
        Fields.IMAGE.forEach(field -> images.add(new Image(field, get(field).strip())));
        Arrays.stream(get(Fields.IMAGES).split("\\|", -1))
                .forEach(text -> images.add(new Image(Fields.IMAGES, text.strip())));
        images.removeIf(image -> image.text().isEmpty());
        return images;
    }

    /// The columns that are not known fields, in order.
    Map<String, String> others() {
        var others = new LinkedHashMap<>(inOrder);
        others.keySet().removeIf(Fields::isKnown);
        return others;
    }

    /// A reference to an input image and the column it stands in.
    record Image(String field, String text) {}
}
