package io.darkroom.cli;

import static io.darkroom.cli.Table.Column.left;

import io.darkroom.report.Difference;
import io.darkroom.report.Findings;
import io.darkroom.report.Tally;
import io.darkroom.report.Verification.Depth;
import io.darkroom.report.Verified;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A verification for people: the run, the differences as a table, what to do, and how many.
final class VerifyText {

    private static final int PAGE = 500;
    private static final Pattern HASH = Pattern.compile("([0-9a-f]{12})[0-9a-f]{52}");

    private final Console console;
    private final Table table = new Table(left("WHAT"), left("ITEM"), left("LEDGER"),
            left("FOUND"), left("OBJECT"));
    private final Set<String> advice = new LinkedHashSet<>();
    private int rows;
    private int @Nullable [] widths;

    VerifyText(Console console) {
        this.console = console;
    }

    void print(Verified verified, Depth depth, Findings findings) {
        var out = console.out();
        out.print(SummaryText.of(verified.summary(), console.paint()));
        out.println("  verified " + verified.books().rows() + " rows, "
                + verified.numbers().items() + " items, " + objects(verified.numbers(), depth));
        verified.notes().forEach(note -> out.println("  " + Printable.text(note)));
        if (verified.numbers().differences() == 0) {
            out.println(console.paint().good("No difference"));
            return;
        }
        out.println();
        findings.forEach(this::row);
        flush();
        out.print(next());
        out.println(console.paint().bad(count(verified.numbers())));
    }

    private static String objects(Tally.Numbers numbers, Depth depth) {
        return numbers.objects() + " objects" + switch (depth) {
            case BYTES -> ", " + Sizes.text(numbers.bytes()) + " of them";
            case HEADS -> ", their bytes not read";
        };
    }

    static String count(Tally.Numbers numbers) {
        return numbers.differences() == 1 ? "1 difference" : numbers.differences() + " differences";
    }

    private void row(Difference difference) {
        table.row(difference.kind().wire(), difference.item().orElse(""),
                shorter(difference.expected()), shorter(difference.found()),
                difference.key().orElse(""));
        difference.advice().ifPresent(advice::add);
        if (++rows % PAGE == 0) {
            flush();
        }
    }

    /// The first page decides how wide the columns are.
    private void flush() {
        var layout = widths;
        if (layout == null) {
            layout = table.widths(console.terminal().columns());
            widths = layout;
            console.out().print(table.header(layout));
        }
        console.out().print(table.body(layout));
    }

    private static String shorter(String text) {
        return HASH.matcher(text).replaceAll("$1…");
    }

    private String next() {
        var text = new StringBuilder("\n");
        if (!advice.isEmpty()) {
            text.append("Next:\n");
            advice.forEach(line -> text.append("  ").append(Printable.text(line)).append('\n'));
        }
        return text.toString();
    }
}
