package io.darkroom.manifest;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.darkroom.item.UnusableInput;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads CSV (RFC 4180) with any of four delimiters. Blank records, also those of delimiters alone, are
/// skipped.
final class CsvRecords implements Records {

    /// Where the parser gives up; a row that is only somewhat too large is broken, not the file.
    private static final int HARD_LIMIT = 4 * RowCheck.MAX_CHARS;

    private static final int MOST_FIELDS = 16_384;

    /// How the parser says that a limit is reached.
    private static final Pattern TOO_MUCH = Pattern.compile("maximum (limit|\\w+ size)");
    private static final Pattern PARSER_LINE = Pattern.compile("starting at line (\\d+)");

    private final String file;
    private final CsvReader<CsvRecord> reader;
    private final CloseableIterator<CsvRecord> records;
    private long line;

    /// @param head the start of the text, by which the delimiter is found
    @SuppressWarnings("removal") // No other setting reads past a quote within a quoted value yet.
    CsvRecords(String file, BufferedReader text, String head) {
        var handler = CsvRecordHandler.builder().maxFieldSize(HARD_LIMIT).maxRecordSize(HARD_LIMIT)
                .maxFields(MOST_FIELDS).build();
        this.file = file;
        char delimiter = Delimiter.of(head);
        // In feeds between tabs a quote is often no more than a quote.
        this.reader = CsvReader.builder().fieldSeparator(delimiter)
                .allowExtraCharsAfterClosingQuote(delimiter == '\t')
                .allowUnclosedQuote(false).maxBufferSize(HARD_LIMIT)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE).build(handler, text);
        this.records = reader.iterator();
    }

    @Override
    public Optional<Line> next() {
        try {
            while (records.hasNext()) {
                var found = records.next();
                line = found.getStartingLineNumber();
                var texts = found.getFields();
                if (!isBlank(texts)) {
                    return Optional.of(new Line(line, texts));
                }
            }
            return Optional.empty();
        } catch (UncheckedIOException e) {
            throw Complaints.unreadable(file, line, e);
        } catch (CsvParseException e) {
            throw unparsable(e);
        }
    }

    private static boolean isBlank(List<String> texts) {
        for (var text : texts) {
            if (!text.isBlank()) {
                return false;
            }
        }
        return true;
    }

    private UnusableInput unparsable(CsvParseException error) {
        var message = String.valueOf(error.getMessage());
        var place = PARSER_LINE.matcher(message);
        long start = place.find() ? Long.parseLong(place.group(1)) : line + 1;
        return Complaints.unusable(file, start, TOO_MUCH.matcher(message).find()
                ? "the row that starts here has more than " + HARD_LIMIT + " characters or "
                        + MOST_FIELDS + " fields; is a quote not closed?"
                : "a quote in the row that starts here is not closed, or closed in the middle of a"
                        + " value; a quote within a quoted value is doubled (\"\")");
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw Complaints.unreadable(file, line, e);
        }
    }
}
