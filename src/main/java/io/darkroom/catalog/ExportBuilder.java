package io.darkroom.catalog;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Writes down an export with the names of its columns as they stand in its files.
final class ExportBuilder {

    private final String name;
    private final Map<String, List<String>> fields = new LinkedHashMap<>();
    private Set<String> required = Set.of();
    private Set<String> strong = Set.of();
    private Set<String> foreign = Set.of();
    private List<String> gallery = List.of();
    private Optional<String> position = Optional.empty();
    private ProductRows rows = new ProductRows.Single();
    private String joiner = "";
    private Optional<String> imageBase = Optional.empty();

    private ExportBuilder(String name) {
        this.name = name;
    }

    static ExportBuilder export(String name) {
        return new ExportBuilder(name);
    }

    ExportBuilder required(String... names) {
        required = normal(names);
        return this;
    }

    ExportBuilder strong(String... names) {
        strong = normal(names);
        return this;
    }

    ExportBuilder foreign(String... names) {
        foreign = normal(names);
        return this;
    }

    ExportBuilder field(String field, String... columns) {
        fields.put(field, Arrays.stream(columns).map(ColumnName::normal).toList());
        return this;
    }

    ExportBuilder gallery(String... columns) {
        gallery = Arrays.stream(columns).map(ColumnName::normal).toList();
        return this;
    }

    ExportBuilder position(String column) {
        position = Optional.of(ColumnName.normal(column));
        return this;
    }

    ExportBuilder sameKey(String column) {
        rows = new ProductRows.SameKey(ColumnName.normal(column));
        return this;
    }

    ExportBuilder parts(String column, String... values) {
        rows = new ProductRows.Parts(ColumnName.normal(column), Set.of(values));
        return this;
    }

    ExportBuilder joiner(String text) {
        joiner = text;
        return this;
    }

    ExportBuilder imageBase(String prefix) {
        imageBase = Optional.of(prefix);
        return this;
    }

    Export known() {
        return new Export(name, required, strong, foreign, fields, gallery, position, rows,
                joiner, imageBase);
    }

    private static Set<String> normal(String... names) {
        return Arrays.stream(names).map(ColumnName::normal).collect(Collectors.toSet());
    }
}
