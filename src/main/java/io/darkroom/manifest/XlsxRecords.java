package io.darkroom.manifest;

import io.darkroom.catalog.Exports;
import io.darkroom.item.Nearest;
import io.darkroom.item.Problem;
import io.darkroom.item.UnusableInput;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;

/// Reads a sheet of an Excel workbook. Numbers are written out plainly, dates as ISO 8601 has them, and of
/// a formula its last result counts.
final class XlsxRecords implements Records {

    private static final int PREVIEW = 10;

    /// What is no sign of a date in a format: colours, conditions and texts.
    private static final Pattern ASIDE = Pattern.compile("\\[[^]]*+]|\"[^\"]*+\"");
    private static final Pattern DATE_SIGN = Pattern.compile("[dmyDMY]");

    private final String file;
    private final ReadableWorkbook book;
    private final Stream<Row> stream;
    private final Iterator<Row> rows;
    private long line;

    private XlsxRecords(String file, ReadableWorkbook book, Sheet sheet) throws IOException {
        this.file = file;
        this.book = book;
        this.stream = sheet.openStream();
        this.rows = stream.iterator();
    }

    /// @param wanted the sheet's name, whatever its case; empty: the one with a known export's header,
    /// otherwise the first that is not hidden
    /// @throws UnusableInput if it is no workbook, one that unpacks to too much, or has no such sheet
    static XlsxRecords open(ManifestFile manifest, Optional<String> wanted) {
        ZipBudget.check(manifest);
        try {
            var book = new ReadableWorkbook(manifest.path().toFile(),
                    new ReadingOptions(true, false));
            try {
                return new XlsxRecords(manifest.name(), book, sheet(manifest, book, wanted));
            } catch (IOException | RuntimeException e) {
                book.close();
                throw e;
            }
        } catch (UnusableInput e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw Complaints.unusable(manifest.name(), 0,
                    "this is a ZIP archive, but no Excel workbook that can be read: "
                            + e.getMessage());
        }
    }

    private static Sheet sheet(ManifestFile manifest, ReadableWorkbook book,
            Optional<String> wanted) throws IOException {
        var sheets = book.getSheets().toList();
        if (wanted.isPresent()) {
            var names = sheets.stream().map(Sheet::getName).toList();
            return sheets.stream().filter(s -> s.getName().equalsIgnoreCase(wanted.get()))
                    .findFirst().orElseThrow(() -> new UnusableInput(new Problem(manifest.name(),
                            0, "sheet", wanted.get(), "there is no such sheet" + Nearest
                                    .to(wanted.get(), names)
                                    .map(n -> "; did you mean \"" + n + "\"?").orElse("")
                                    + " (sheets: " + String.join(", ", names) + ")")));
        }
        var visible = sheets.stream().filter(s -> s.getVisibility() == SheetVisibility.VISIBLE)
                .toList();
        double best = 0;
        var found = visible.stream().findFirst().orElseThrow(() -> Complaints
                .unusable(manifest.name(), 0, "the workbook has no sheet that is not hidden"));
        for (var sheet : visible) {
            double certainty = certainty(sheet);
            if (certainty > best) {
                best = certainty;
                found = sheet;
            }
        }
        return found;
    }

    private static double certainty(Sheet sheet) throws IOException {
        try (var rows = sheet.openStream()) {
            return rows.limit(PREVIEW).map(row -> Exports.certainty(texts(row)))
                    .max(Comparator.naturalOrder()).orElse(0.0);
        }
    }

    @Override
    public Optional<Line> next() {
        try {
            while (rows.hasNext()) {
                var row = rows.next();
                line = row.getRowNum();
                var texts = texts(row);
                if (!texts.isEmpty()) {
                    return Optional.of(new Line(line, texts));
                }
            }
            return Optional.empty();
        } catch (RuntimeException e) { // The library throws any, where a cell is not as it should be.
            throw Complaints.unusable(file, line + 1, "the sheet cannot be read from here on: "
                    + e.getMessage());
        }
    }

    /// A sheet does not keep blank cells at the end of a row.
    @Override
    public boolean ragged() {
        return true;
    }

    private static List<String> texts(Row row) {
        var texts = new ArrayList<String>();
        for (int i = 0; i < row.getCellCount(); i++) {
            texts.add(row.getOptionalCell(i).map(XlsxRecords::text).orElse(""));
        }
        while (!texts.isEmpty() && texts.getLast().isBlank()) {
            texts.removeLast();
        }
        return texts;
    }

    private static String text(Cell cell) {
        var raw = Optional.ofNullable(cell.getRawValue()).orElse("");
        return switch (cell.getType()) {
            case NUMBER -> isDate(cell) ? date(cell) : number(raw);
            case FORMULA -> number(raw);
            case BOOLEAN -> raw.equals("1") ? "TRUE" : "FALSE";
            case STRING, ERROR, EMPTY -> cell.getType() == CellType.STRING
                    ? cell.asString()
                    : raw;
        };
    }

    private static boolean isDate(Cell cell) {
        var format = cell.getDataFormatString();
        return format != null && DATE_SIGN.matcher(ASIDE.matcher(format).replaceAll("")).find();
    }

    private static String date(Cell cell) {
        var date = cell.asDate();
        return date.toLocalTime().toSecondOfDay() == 0
                ? date.toLocalDate().toString()
                : date.toString();
    }

    /// A sheet holds binary fractions: 9.99 stands there as 9.9900000000000002.
    private static String number(String raw) {
        try {
            return new BigDecimal(Double.toString(Double.parseDouble(raw))).stripTrailingZeros()
                    .toPlainString();
        } catch (NumberFormatException _) {
            return raw;
        }
    }

    @Override
    public void close() {
        stream.close();
        try {
            book.close();
        } catch (IOException e) {
            throw Complaints.unreadable(file, line, e);
        }
    }
}
