package io.darkroom.manifest;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// How one variant is made of an entry.
///
/// @param variant its name; empty where the job has no variants
/// @param prompt empty: the entry's column `prompt`
/// @param options texts by field name that win over the entry's own
/// @param values texts for templates that win over columns
record Plan(String variant, Optional<NamedTemplate> prompt, Map<String, String> options,
        Map<String, String> values) {

    /// All names that templates can use beside the variant's own.
    List<String> names(Collection<String> columns) {
        return Stream.concat(columns.stream(), values.keySet().stream()).distinct().toList();
    }
}
