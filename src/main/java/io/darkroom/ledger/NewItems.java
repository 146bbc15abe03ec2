package io.darkroom.ledger;

import io.darkroom.item.Fingerprint;
import io.darkroom.item.Instruction;
import io.darkroom.item.Problem;
import io.darkroom.item.RunId;
import io.darkroom.item.Usd;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/// New items of rows that follow one another, in the form that COPY takes; for one [ItemLoader#load]. Of
/// an item that was added nothing is kept but these bytes. For one thread at a time.
public final class NewItems {

    static final String COPY_BLOCK = """
        copy entry_columns (first_item, names, cells) from stdin (format binary)
        """;
    static final String COPY_INPUT = """
        copy item_input (item_id, run_id, row_no, line_no, entry_id, variant, mode, prompt, images,
            quality, resolution, aspect_ratio, output_format, output_key, block, place, fingerprint,
            price_usd) from stdin (format binary)
        """;
    static final String COPY_ITEM = """
        copy item (id, run_id, state, error_code, error_message, fingerprint_part)
        from stdin (format binary)
        """;
    private static final int INPUT_COLUMNS = 18;
    private static final int ITEM_COLUMNS = 6;
    private static final int PART_DIGITS = 16;

    private final RunId run;
    private final long start;
    private final IntFunction<Long[]> numbers;
    private final ColumnBlocks columns = new ColumnBlocks();
    private final BinaryRows inputs = new BinaryRows();
    private final BinaryRows states = new BinaryRows();
    private long end;

    /// @param start how many of the manifest's rows are written before
    /// @param numbers gives so many new items their numbers, rising
    NewItems(RunId run, long start, IntFunction<Long[]> numbers) {
        this.run = run;
        this.start = start;
        this.end = start;
        this.numbers = numbers;
    }

    /// Adds the items of the rows that follow.
    ///
    /// @param rows how many of the manifest's rows are written with these
    public void add(List<NewItem> items, long rows) {
        var ids = numbers.apply(items.size());
        for (int i = 0; i < items.size(); i++) {
            var item = items.get(i);
            input(ids[i], item, columns.add(ids[i], item));
            state(ids[i], item);
        }
        end = rows;
    }

    /// How many of the manifest's rows are written with these and those before.
    public long end() {
        return end;
    }

    /// Whether no rows were added.
    public boolean isEmpty() {
        return end == start;
    }

    long start() {
        return start;
    }

    RunId run() {
        return run;
    }

    /// What [#COPY_BLOCK] takes. Ends the blocks.
    InputStream blocks() {
        return columns.end();
    }

    /// What [#COPY_INPUT] takes. Ends the rows.
    InputStream inputs() {
        return inputs.end();
    }

    /// What [#COPY_ITEM] takes. Ends the rows.
    InputStream states() {
        return states.end();
    }

    private void input(long id, NewItem item, ColumnBlocks.Place place) {
        var options = item.options();
        inputs.row(INPUT_COLUMNS);
        inputs.number(id);
        inputs.text(run.value());
        inputs.number(item.row());
        inputs.number(item.line());
        inputs.text(item.entryId());
        inputs.text(item.variant());
        inputs.text(item.instruction().map(i -> i.mode().name()).orElse(null));
        inputs.text(item.instruction().map(Instruction::prompt).orElse(null));
        inputs.texts(images(item));
        inputs.text(options.quality().wire());
        inputs.text(options.resolution().wire());
        inputs.text(options.aspectRatio().wire());
        inputs.text(options.outputFormat().wire());
        inputs.text(item.outputKey().orElse(null));
        inputs.number(place.block());
        inputs.integer(place.place());
        inputs.text(item.fingerprint().map(fingerprint -> fingerprint.hash().hex()).orElse(null));
        inputs.amount(item.price().map(Usd::amount).orElse(null));
    }

    private static List<String> images(NewItem item) {
        var texts = new ArrayList<String>();
        item.instruction().ifPresent(it -> it.images().forEach(image -> texts.add(image.text())));
        return texts;
    }

    private void state(long id, NewItem item) {
        var invalid = !item.problems().isEmpty();
        states.row(ITEM_COLUMNS);
        states.number(id);
        states.text(run.value());
        states.text(invalid ? "INVALID" : "PENDING");
        states.text(invalid ? "INVALID_ROW" : null);
        states.text(invalid ? sentences(item) : null);
        if (item.fingerprint().isPresent()) {
            states.number(part(item.fingerprint().get()));
        } else {
            states.none();
        }
    }

    /// The first 64 of its 256 bits.
    private static long part(Fingerprint fingerprint) {
        return Long.parseUnsignedLong(fingerprint.hash().hex(), 0, PART_DIGITS, 16);
    }

    private static String sentences(NewItem item) {
        return item.problems().stream().map(Problem::sentence).collect(Collectors.joining("; "));
    }
}
