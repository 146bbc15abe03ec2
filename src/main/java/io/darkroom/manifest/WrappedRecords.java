package io.darkroom.manifest;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvReader.CsvReaderBuilder;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Reads a table of which a spreadsheet that expects another delimiter has quoted each line as a whole:
/// `"1,Mug,""A mug, red"""`.
final class WrappedRecords implements Records {

    private static final int JUDGED = 10;

    private final Records lines;
    private final CsvReaderBuilder inner;

    private WrappedRecords(Records lines, char delimiter) {
        this.lines = lines;
        this.inner = reader(delimiter);
    }

    /// The records within the lines, if each of the first lines has one value that is a record itself and of
    /// which all have as many fields as the first; otherwise the lines.
    ///
    /// @param head the start of the text
    static Records unwrapped(Records lines, String head) {
        var first = first(head);
        var within = first.stream().map(List::getFirst).collect(Collectors.joining("\n"));
        if (first.size() < 2 || first.stream().anyMatch(fields -> fields.size() > 1)
                || !head.stripLeading().startsWith("\"")) {
            return lines;
        }
        char delimiter = Delimiter.of(within);
        var counts = first.stream().map(fields -> count(delimiter, fields.getFirst())).distinct()
                .toList();
        return counts.size() == 1 && counts.getFirst() > 1
                ? new WrappedRecords(lines, delimiter)
                : lines;
    }

    private static List<List<String>> first(String head) {
        var first = new ArrayList<List<String>>();
        try (var records = reader(Delimiter.of(head)).allowUnclosedQuote(true).ofCsvRecord(head)) {
            records.stream().limit(JUDGED).forEach(record -> first.add(record.getFields()));
        } catch (CsvParseException | IOException _) {
            return List.of();
        }
        return first;
    }

    private static int count(char delimiter, String text) {
        try {
            return reader(delimiter).ofSingleCsvRecord(text).getFieldCount();
        } catch (CsvParseException _) {
            return 0;
        }
    }

    private static CsvReaderBuilder reader(char delimiter) {
        return CsvReader.builder().fieldSeparator(delimiter).allowUnclosedQuote(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE);
    }

    @Override
    public Optional<Line> next() {
        return lines.next().map(line -> line.texts().size() > 1 ? line : unwrapped(line));
    }

    private Line unwrapped(Line line) {
        try {
            return new Line(line.number(),
                    inner.ofSingleCsvRecord(line.texts().getFirst()).getFields(), line.complaint());
        } catch (CsvParseException _) {
            return new Line(line.number(), line.texts(),
                    Optional.of("the line is quoted as a whole,"
                            + " and the quotes within it do not match"));
        }
    }

    @Override
    public void close() {
        lines.close();
    }
}
