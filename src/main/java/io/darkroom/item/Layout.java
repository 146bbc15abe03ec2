package io.darkroom.item;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How a job's manifest is to be read, as far as the job says; what it does not say is found out from the
/// file.
///
/// @param columns the manifest's columns by field (`id`, `prompt`, `image`, … or a name of the job's own
/// for its templates); an empty text: the field is in no column
/// @param each what one entry is; empty: a product where the file is known to spread one over several
/// rows, otherwise a row
/// @param where a condition that entries have to meet; empty: all are taken
/// @param imageBase what stands before an image that is no URL; a URL or a folder
/// @param encoding of the text, one of [#ENCODINGS]; empty: judged
/// @param sheet of a workbook; empty: the one that a known export uses, otherwise the first
public record Layout(Map<String, List<String>> columns, Optional<Each> each,
        Optional<String> where, Optional<String> imageBase, Optional<String> encoding,
        Optional<String> sheet) {

    /// Says nothing.
    public static final Layout PLAIN = new Layout(Map.of(), Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.empty(), Optional.empty());

    /// The encodings that a job can name.
    public static final List<String> ENCODINGS = List.of("utf-8", "utf-16le", "utf-16be",
            "windows-1252", "iso-8859-1", "shift_jis");

    /// Copies the map and keeps its order.
    public Layout {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }

    /// What one entry is made of.
    public enum Each {

        /// The rows of one product.
        PRODUCT,
        /// One row.
        ROW,
        /// One image of a product.
        IMAGE
    }
}
