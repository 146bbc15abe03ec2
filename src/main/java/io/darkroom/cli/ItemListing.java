package io.darkroom.cli;

import static io.darkroom.cli.Table.Column.left;
import static io.darkroom.cli.Table.Column.right;

import io.darkroom.item.Guard;
import io.darkroom.ledger.ItemView;
import io.darkroom.report.ItemCsv;
import io.darkroom.report.ItemJson;
import io.darkroom.storage.ObjectStore;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Items written page by page, in one of the formats. What the first page looks like decides the
/// columns of all.
sealed interface ItemListing {

    /// @param page not empty
    void write(List<ItemView> page);

    /// Ends the listing.
    void end();

    /// @param guard what becomes of cells that could be formulas
    static ItemListing of(Words.Format format, Guard guard, Context context) {
        var console = context.console();
        return switch (format) {
            case TABLE -> new AsTable(console.out(), console.terminal().columns());
            case JSONL -> new AsJson(console.out(), context.services().store());
            case CSV -> new AsCsv(console.out(), context.services().store(), guard);
        };
    }

    /// For people.
    final class AsTable implements ItemListing {

        private final Table table = new Table(right("ROW"), left("ID"), left("VARIANT"),
                left("STATUS"), right("REQUESTS"), right("COST"), left("WHAT"));
        private final PrintStream out;
        private final int columns;
        private int @Nullable [] widths;

        AsTable(PrintStream out, int columns) {
            this.out = out;
            this.columns = columns;
        }

        @Override
        public void write(List<ItemView> page) {
            page.forEach(item -> table.row(Long.toString(item.row()), item.id(), item.variant(),
                    Words.wire(item.state()), Integer.toString(item.attempts()),
                    item.cost().toString(), what(item)));
            var layout = widths;
            if (layout == null) {
                layout = table.widths(columns);
                widths = layout;
                out.print(table.header(layout));
            }
            out.print(table.body(layout));
        }

        @Override
        public void end() {
            if (widths == null) {
                out.print(table.header(table.widths(columns)));
            }
        }

        /// The complaint or, where there is none, the output.
        private static String what(ItemView item) {
            return item.errorCode()
                    .map(code -> code + item.errorMessage().map(text -> ": " + text).orElse(""))
                    .or(() -> item.output().map(output -> output.key())).orElse("");
        }
    }

    /// For programs.
    final class AsJson implements ItemListing {

        private final PrintStream out;
        private final ObjectStore store;

        AsJson(PrintStream out, ObjectStore store) {
            this.out = out;
            this.store = store;
        }

        @Override
        public void write(List<ItemView> page) {
            page.forEach(item -> out.print(ItemJson.of(item, store) + "\n"));
        }

        @Override
        public void end() {
            out.flush();
        }
    }

    /// For spreadsheets.
    final class AsCsv implements ItemListing {

        private final PrintStream out;
        private final ObjectStore store;
        private final Guard guard;
        private @Nullable ItemCsv csv;

        AsCsv(PrintStream out, ObjectStore store, Guard guard) {
            this.out = out;
            this.store = store;
            this.guard = guard;
        }

        @Override
        public void write(List<ItemView> page) {
            var items = page.stream().map(item -> ItemJson.whole(item, store)).toList();
            var names = new LinkedHashSet<String>();
            items.forEach(item -> names.addAll(ItemCsv.columnsOf(item)));
            var table = csv == null ? open(List.copyOf(names)) : csv;
            csv = table;
            items.forEach(table::write);
        }

        @Override
        public void end() {
            try (var _ = csv == null ? open(List.of()) : csv) {
                out.flush();
            }
        }

        /// The stream stays open: it belongs to the caller.
        private ItemCsv open(List<String> names) {
            return new ItemCsv(new OutputStreamWriter(new KeepOpen(out), StandardCharsets.UTF_8),
                    names, ItemCsv.Others.LAST_COLUMN, guard);
        }
    }
}
