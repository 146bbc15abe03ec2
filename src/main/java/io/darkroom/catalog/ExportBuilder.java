package io.darkroom.catalog;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Writes down an export with the names of its columns as they stand in its files.
final class ExportBuilder {

    private final String name;
    private final Map<String, List<String>> fields = new LinkedHashMap<>();
    private final Map<String, List<String>> spellings = new LinkedHashMap<>();
    private Set<String> required = Set.of();
    private Set<String> strong = Set.of();
    private Set<String> foreign = Set.of();
    private List<String> gallery = List.of();
    private Optional<String> position = Optional.empty();
    private ProductRows rows = new ProductRows.Single();
    private String joiner = "";
    private Optional<String> imageBase = Optional.empty();
    private boolean escaped;

    private ExportBuilder(String name) {
        this.name = name;
    }

    static ExportBuilder export(String name) {
        return new ExportBuilder(name);
    }

    ExportBuilder required(String... names) {
        required = Set.copyOf(normal(names));
        return this;
    }

    ExportBuilder strong(String... names) {
        strong = Set.copyOf(normal(names));
        return this;
    }

    ExportBuilder foreign(String... names) {
        foreign = Set.copyOf(normal(names));
        return this;
    }

    ExportBuilder field(String field, String... columns) {
        fields.put(field, normal(columns));
        return this;
    }

    /// What a column is called in other languages.
    ExportBuilder spelled(String column, String... others) {
        spellings.put(ColumnName.normal(column), normal(others));
        return this;
    }

    ExportBuilder gallery(String... columns) {
        gallery = normal(columns);
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

    ExportBuilder children(String column) {
        rows = new ProductRows.Children(ColumnName.normal(column));
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

    ExportBuilder escaped() {
        escaped = true;
        return this;
    }

    Export known() {
        return new Export(name, required, strong, foreign, spellings, fields, gallery, position,
                rows, joiner, imageBase, escaped);
    }

    private static List<String> normal(String... names) {
        return Arrays.stream(names).map(ColumnName::normal).toList();
    }

    /// Columns whose names differ by a number: `Image 1`, `Image 2`.
    static String[] numbered(String name, int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(n -> name + n).toArray(String[]::new);
    }

    /// A column before others.
    static String[] mainAnd(String main, String[] others) {
        return Stream.concat(Stream.of(main), Arrays.stream(others)).toArray(String[]::new);
    }
}
