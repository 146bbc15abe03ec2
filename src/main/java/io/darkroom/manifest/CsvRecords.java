package io.darkroom.manifest;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads CSV (RFC 4180) with any of four delimiters. Blank records, also those of delimiters alone, are
/// skipped. After a record whose quotes do not match it goes on where that is sure to lose no other one.
final class CsvRecords implements Records {

    /// Where the parser gives up; a row that is only somewhat too large is broken, not the file.
    private static final int HARD_LIMIT = 4 * RowCheck.MAX_CHARS;

    private static final int MOST_FIELDS = 16_384;

    /// How the parser says that a limit is reached.
    private static final Pattern TOO_MUCH = Pattern.compile("maximum (limit|\\w+ size)");
    private static final Pattern PARSER_LINE = Pattern.compile("starting at line (\\d+)");

    private static final String QUOTES = "a quote in the row that starts here is not closed, or closed in"
            + " the middle of a value; a quote within a quoted value is doubled, as in \"a 5\"\" mug\"";
    private static final String TOO_LARGE = "the row that starts here has more than " + HARD_LIMIT
            + " characters or " + MOST_FIELDS + " fields; is a quote not closed?";

    private static final String SWALLOWED = "a value in the row that starts here holds what look like rows of"
            + " their own; a quote that opens it is not closed, or is one too many";

    /// How far below a bad record a good one is looked for, and how much is read again in all, in characters.
    private static final int AHEAD = 1 << 16;
    private static final long MOST_AGAIN = 1L << 32;

    private final String file;
    private final ReplayReader text;
    private final char delimiter;
    private final boolean isPadded;
    private final Deque<Line> bad = new ArrayDeque<>();
    private CloseableIterator<CsvRecord> records;
    private long before;
    private long line;
    private int fields;
    private long again;

    /// @param head the start of the text, by which the delimiter is found
    CsvRecords(String file, BufferedReader text, String head) {
        this.file = file;
        this.text = new ReplayReader(text);
        this.delimiter = Delimiter.of(head);
        this.isPadded = !isReadable(head, false) && isReadable(head, true);
        this.records = records();
    }

    /// Whether the quotes of the first records match.
    ///
    /// @param trimmed without the space around them, by which some programs align columns
    private boolean isReadable(String head, boolean trimmed) {
        try (var reader = CsvReader.builder().fieldSeparator(delimiter).allowUnclosedQuote(true)
                .trimWhitespacesAroundQuotes(trimmed)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE).ofCsvRecord(head)) {
            reader.forEach(_ -> {});
            return true;
        } catch (CsvParseException _) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("removal") // No other setting reads past a quote within a quoted value yet.
    private CloseableIterator<CsvRecord> records() {
        var handler = CsvRecordHandler.builder().maxFieldSize(HARD_LIMIT).maxRecordSize(HARD_LIMIT)
                .maxFields(MOST_FIELDS).build();
        // In feeds between tabs a quote is often no more than a quote.
        return CsvReader.builder().fieldSeparator(delimiter)
                .allowExtraCharsAfterClosingQuote(delimiter == '\t')
                .trimWhitespacesAroundQuotes(isPadded).allowUnclosedQuote(false)
                .maxBufferSize(HARD_LIMIT)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE).build(handler, text)
                .iterator();
    }

    @Override
    public Optional<Line> next() {
        try {
            while (bad.isEmpty() && hasNext()) {
                var found = records.next();
                line = before + found.getStartingLineNumber();
                text.needOnlyFrom(line);
                var texts = found.getFields();
                if (!isBlank(texts)) {
                    fields = texts.size();
                    return Optional.of(new Line(line, texts, SwallowedRows.in(texts, delimiter)
                            ? Optional.of(SWALLOWED)
                            : Optional.empty()));
                }
            }
            return Optional.ofNullable(bad.poll());
        } catch (UncheckedIOException | IOException e) {
            throw Complaints.unreadable(file, line, e);
        }
    }

    /// Whether there is a record; if the next one is bad, it may be among the bad ones now.
    private boolean hasNext() throws IOException {
        try {
            return records.hasNext();
        } catch (CsvParseException e) {
            passOver(String.valueOf(e.getMessage()));
            return false;
        }
    }

    /// Takes a bad record, and those like it right below, for a line each, and begins anew below them.
    private void passOver(String message) throws IOException {
        var place = PARSER_LINE.matcher(message);
        long start = place.find() ? before + Long.parseLong(place.group(1)) : line + 1;
        var complaint = TOO_MUCH.matcher(message).find() ? TOO_LARGE : QUOTES;
        again += text.kept();
        text.goTo(start);
        var ahead = text.peek(AHEAD);
        var below = new StrayQuotes(ahead, delimiter, ahead.length() < AHEAD);
        var rows = again > MOST_AGAIN ? List.<String>of() : below.rows(fields);
        if (rows.isEmpty()) {
            throw Complaints.unusable(file, start, complaint);
        }
        for (int i = 0; i < rows.size(); i++) {
            bad.add(new Line(start + i, below.split(rows.get(i)), Optional.of(complaint)));
        }
        text.goTo(start + rows.size());
        before = start + rows.size() - 1;
        records = records();
    }

    private static boolean isBlank(List<String> texts) {
        for (var text : texts) {
            if (!text.isBlank()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        try {
            text.close();
        } catch (IOException e) {
            throw Complaints.unreadable(file, line, e);
        }
    }
}
