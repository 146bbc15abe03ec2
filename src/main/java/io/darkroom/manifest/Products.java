package io.darkroom.manifest;

import io.darkroom.catalog.ProductRows;
import io.darkroom.item.Layout;
import io.darkroom.template.Values;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Makes entries of the rows of products: one for a product, for each of its rows, or for each of its
/// images. Holds one product at a time.
final class Products {

    /// Where the next row begins a product again, whatever it says; its id is then there twice.
    private static final int MOST_ROWS = 10_000;
    private static final long MOST_CHARS = 8L * RowCheck.MAX_CHARS;

    private final ManifestReader reader;
    private final Mapping mapping;
    private final Deque<Row> ready = new ArrayDeque<>();
    private Optional<Row> ahead = Optional.empty();
    private boolean begun;
    private long rows;
    private long products;

    Products(ManifestReader reader, Mapping mapping) {
        this.reader = reader;
        this.mapping = mapping;
    }

    /// The next entry, or a row that cannot be used; empty at the end.
    Optional<Row> read() {
        if (!begun) {
            begun = true;
            advance();
        }
        while (ready.isEmpty() && ahead.isPresent()) {
            if (ahead.get() instanceof Row.Entry first) {
                products++;
                product(first);
            } else {
                ready.add(ahead.get());
                advance();
            }
        }
        return Optional.ofNullable(ready.poll());
    }

    /// Rows read so far, and of how many products.
    long rows() {
        return rows;
    }

    long products() {
        return products;
    }

    private void advance() {
        ahead = reader.read();
        rows += ahead.isPresent() ? 1 : 0;
    }

    /// Takes the rows of one product and makes its entries ready; a broken row among them does not end it.
    private void product(Row.Entry first) {
        if (mapping.each() == Layout.Each.ROW && !mapping.spreadsProducts()) {
            ready.add(first);
            advance();
            return;
        }
        var members = new ArrayList<Row.Entry>();
        var images = new ArrayList<Placed>();
        var broken = new ArrayList<Row>();
        long chars = 0;
        for (int count = 0; ahead.isPresent() && count < MOST_ROWS
                && chars < MOST_CHARS; count++) {
            chars += ahead.get().chars();
            switch (ahead.get()) {
                case Row.Entry row when isSame(row, first) || isPart(row, first) -> {
                    if (isSame(row, first) || isChild(row, first)) {
                        images.addAll(images(row));
                    }
                    members.add(row);
                }
                case Row.Broken bad when mapping.spreadsProducts() -> broken.add(bad);
                default -> count = MOST_ROWS;
            }
            if (count < MOST_ROWS) {
                advance();
            }
        }
        ready.addAll(switch (mapping.each()) {
            case PRODUCT -> List.of(first.with(Map.of(), inOrder(images), 0));
            case ROW -> members.stream()
                    .map(row -> isSame(row, first) || !isChild(row, first)
                            ? row
                            : row.with(first.columns(), List.of(), 0))
                    .toList();
            case IMAGE -> slots(first, inOrder(images));
        });
        ready.addAll(broken);
    }

    private static List<Row.Entry> slots(Row.Entry product, List<String> images) {
        return images.isEmpty()
                ? List.of(product)
                : IntStream.range(0, images.size()).mapToObj(
                        i -> product.with(Map.of(), List.of(images.get(i)), i + 1)).toList();
    }

    private static boolean isSame(Row.Entry row, Row.Entry first) {
        return row.row() == first.row();
    }

    private boolean isPart(Row.Entry row, Row.Entry first) {
        return switch (mapping.rows()) {
            case ProductRows.Single _ -> false;
            case ProductRows.SameKey(var column) -> {
                var key = value(row, column);
                yield key.isEmpty() || key.equals(value(first, column));
            }
            case ProductRows.Children(var column) -> !value(row, column).isEmpty()
                    && (isChild(row, first) || value(row, mapping.column("title")).isEmpty());
            case ProductRows.Parts(var column, var parts) ->
                parts.contains(value(row, column).toLowerCase(Locale.ROOT));
        };
    }

    /// Whether a part names no other product as its parent; in some files parts stand far from it.
    private boolean isChild(Row.Entry row, Row.Entry first) {
        var parent = value(row, mapping.column("parent"));
        return parent.isEmpty() || Stream.of("id", "sku", "key").map(mapping::column)
                .map(column -> value(first, column))
                .anyMatch(key -> parent.equals(key) || parent.equals("id:" + key));
    }

    /// An image and the place that its row gives it.
    private record Placed(String image, double place) {}

    private List<Placed> images(Row.Entry row) {
        double place = mapping.position().map(column -> value(row, column))
                .filter(text -> text.matches("\\d{1,6}")).map(Double::parseDouble)
                .orElse(Double.MAX_VALUE);
        return mapping.gallery().stream()
                .flatMap(column -> ImageCell.split(value(row, column), mapping.joiner()).stream())
                .map(image -> new Placed(image, place)).toList();
    }

    /// In the order of their places, those without one last; one that stands twice once.
    private static List<String> inOrder(List<Placed> images) {
        return images.stream().sorted((a, b) -> Double.compare(a.place(), b.place()))
                .map(Placed::image).distinct().toList();
    }

    private static String value(Row.Entry row, String column) {
        return Values.of(column, row.columns()).strip();
    }
}
