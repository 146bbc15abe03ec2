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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads CSV (RFC 4180) with any of four delimiters. Blank rows, also those of delimiters alone,
/// are skipped and not counted.
final class CsvManifest implements ManifestReader {

    /// Where the parser gives up; a row that is only somewhat too large is broken, not the file.
    private static final int HARD_LIMIT = 4 * RowCheck.MAX_CHARS;

    private static final Pattern PARSER_LINE = Pattern.compile("starting at line (\\d+)");

    private final String file;
    private final CsvReader<CsvRecord> reader;
    private final CloseableIterator<CsvRecord> records;
    private final List<String> columns;
    private final RowCheck check;
    private long row;
    private long line;

    private CsvManifest(String file, CsvReader<CsvRecord> reader) {
        this.file = file;
        this.reader = reader;
        this.records = reader.iterator();
        this.check = new RowCheck(file);
        var first = next().orElseThrow(
                () -> Complaints.unusable(file, 0, "the file has no header"));
        this.columns = Header.of(file, first.getStartingLineNumber(), first.getFields());
    }

    /// @param head the start of the text, by which the delimiter is found
    static CsvManifest open(String file, BufferedReader text, String head) {
        var handler = CsvRecordHandler.builder().maxFieldSize(HARD_LIMIT).maxRecordSize(HARD_LIMIT)
                .build();
        var reader = CsvReader.builder().fieldSeparator(Delimiter.of(head))
                .allowUnclosedQuote(false).maxBufferSize(HARD_LIMIT)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE).build(handler, text);
        return new CsvManifest(file, reader);
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public Optional<Row> read() {
        return next().map(this::row);
    }

    private Optional<CsvRecord> next() {
        try {
            while (records.hasNext()) {
                var found = records.next();
                line = found.getStartingLineNumber();
                if (!found.getFields().stream().allMatch(String::isBlank)) {
                    return Optional.of(found);
                }
            }
            return Optional.empty();
        } catch (UncheckedIOException e) {
            throw Complaints.unreadable(file, line, e);
        } catch (CsvParseException e) {
            throw unparsable(e);
        }
    }

    private Row row(CsvRecord found) {
        row++;
        int fields = found.getFieldCount();
        var values = values(found);
        if (fields == columns.size()) {
            return check.entry(row, line, values);
        }
        var hint = fields > columns.size() ? "; quote a value that holds the delimiter" : "";
        return check.broken(row, line, values, "the row has " + fields
                + (fields == 1 ? " field" : " fields") + " where the header has "
                + columns.size() + hint);
    }

    private Map<String, String> values(CsvRecord found) {
        var values = new LinkedHashMap<String, String>();
        for (int i = 0; i < Math.min(columns.size(), found.getFieldCount()); i++) {
            values.put(columns.get(i), found.getField(i));
        }
        return values;
    }

    private UnusableInput unparsable(CsvParseException error) {
        var message = String.valueOf(error.getMessage());
        var place = PARSER_LINE.matcher(message);
        long start = place.find() ? Long.parseLong(place.group(1)) : line + 1;
        return Complaints.unusable(file, start, "a quote in the row that starts here is not closed,"
                + " or closed in the middle of a value; a quote within a quoted value is doubled"
                + " (\"\")");
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
