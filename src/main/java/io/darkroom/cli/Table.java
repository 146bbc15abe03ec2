package io.darkroom.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Rows in columns that fit a width: the widest columns give way first. The last column is not
/// padded. Cells are made printable.
final class Table {

    private static final String GAP = "  ";
    private static final int LEAST = 6;

    private final List<Column> columns;
    private final List<List<String>> rows = new ArrayList<>();

    Table(Column... columns) {
        this.columns = List.of(columns);
    }

    /// A title and the side on which cells stand.
    record Column(String title, Side side) {

        static Column left(String title) {
            return new Column(title, Side.LEFT);
        }

        static Column right(String title) {
            return new Column(title, Side.RIGHT);
        }
    }

    /// Where the text of a cell stands.
    enum Side {
        /// For words.
        LEFT,
        /// For numbers.
        RIGHT
    }

    /// @throws IllegalArgumentException if there are not as many cells as columns
    Table row(String... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(columns.size() + " cells: " + cells.length);
        }
        rows.add(Arrays.stream(cells).map(Printable::text).toList());
        return this;
    }

    /// The titles, each line ended.
    String header(int[] widths) {
        return line(columns.stream().map(Column::title).toList(), widths);
    }

    /// The rows, each line ended; they are forgotten afterwards.
    String body(int[] widths) {
        var text = new StringBuilder();
        rows.forEach(row -> text.append(line(row, widths)));
        rows.clear();
        return text.toString();
    }

    /// Titles and rows in as many columns of the terminal as there are.
    String render(int columns) {
        var widths = widths(columns);
        return header(widths) + body(widths);
    }

    /// Widths for the titles and the rows so far.
    int[] widths(int most) {
        var widths = new int[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            int column = i;
            widths[i] = rows.stream().mapToInt(row -> Printable.width(row.get(column)))
                    .reduce(columns.get(i).title().length(), Math::max);
        }
        int tooMuch = Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1) - most;
        for (; tooMuch > 0; tooMuch--) {
            int widest = widest(widths);
            if (widths[widest] <= LEAST) {
                break;
            }
            widths[widest]--;
        }
        return widths;
    }

    private static int widest(int[] widths) {
        int widest = 0;
        for (int i = 1; i < widths.length; i++) {
            widest = widths[i] >= widths[widest] ? i : widest;
        }
        return widest;
    }

    private String line(List<String> cells, int[] widths) {
        var line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            var cell = Printable.fit(cells.get(i), widths[i]);
            var padding = " ".repeat(Math.max(0, widths[i] - Printable.width(cell)));
            line.append(i == 0 ? "" : GAP).append(switch (columns.get(i).side()) {
                case LEFT -> cell + padding;
                case RIGHT -> padding + cell;
            });
        }
        return line.toString().stripTrailing() + "\n";
    }
}
