package io.darkroom.manifest;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.darkroom.catalog.Exports;
import io.darkroom.item.Fields;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Finds what separates the fields of a CSV file: a comma, semicolon, tab or bar.
///
/// Judged over several records, quotes respected: the first line alone may be a note full of
/// semicolons, and cells hold commas.
final class Delimiter {

    private static final List<Character> CANDIDATES = List.of(',', ';', '\t', '|');
    private static final int JUDGED = 50;
    private static final int HEADERS = 10;

    /// How a spreadsheet names the delimiter in a line above the header: `sep=;`.
    private static final Pattern NAMED = Pattern.compile("(?i)\"?sep=([,;\t|])?\"?");

    private Delimiter() {}

    /// Whether the first cell of a record names the delimiter.
    static boolean isNamed(String cell) {
        return NAMED.matcher(cell).matches();
    }

    /// @param head the start of the file, perhaps cut within a record
    static char of(String head) {
        var named = NAMED.matcher(head.lines().findFirst().orElse("").strip());
        if (named.matches() && named.group(1) != null) {
            return named.group(1).charAt(0);
        }
        var splits = CANDIDATES.stream().map(candidate -> Split.of(candidate, head)).toList();
        if (splits.stream().allMatch(Split::isOneKnownColumn)) {
            return absentFrom(splits);
        }
        return splits.stream().max(Comparator.comparingDouble(Split::score)).map(Split::delimiter)
                .orElse(',');
    }

    /// What no cell of a single column holds, so that `A mug, red` stays one cell.
    private static char absentFrom(List<Split> splits) {
        return splits.stream().filter(split -> split.usual() == 1 && split.steadiness() == 1)
                .map(Split::delimiter).findFirst().orElse(',');
    }

    /// The head as one candidate divides it.
    ///
    /// @param head the fields of the first records, among which the header is
    /// @param usual the number of fields that most records have
    /// @param steadiness the share of records that have it, 0 to 1
    private record Split(char delimiter, List<List<String>> head, int usual,
            double steadiness) {

        static Split of(char delimiter, String head) {
            var records = records(delimiter, head);
            if (records.isEmpty()) {
                return new Split(delimiter, List.of(List.of()), 1, 0);
            }
            Map<Integer, Long> counts = records.stream().collect(
                    Collectors.groupingBy(CsvRecord::getFieldCount, Collectors.counting()));
            var usual = counts.entrySet().stream().max(Map.Entry
                    .<Integer, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                    .orElseThrow();
            return new Split(delimiter,
                    records.stream().limit(HEADERS).map(CsvRecord::getFields).toList(),
                    usual.getKey(), (double) usual.getValue() / records.size());
        }

        boolean isOneKnownColumn() {
            return head.getFirst().size() == 1 && Fields.isKnown(head.getFirst().getFirst());
        }

        /// Steady records count first, a header that is a known export's or holds a known field as
        /// much, then the number of fields; one column is the last resort.
        double score() {
            if (usual == 1) {
                return 0;
            }
            double known = head.getFirst().stream().anyMatch(Fields::isKnown)
                    ? 1
                    : head.stream().mapToDouble(Exports::certainty).max().orElse(0);
            return steadiness + known + usual / 1e4;
        }

        /// The records up to the first that this candidate cannot read.
        private static List<CsvRecord> records(char delimiter, String head) {
            var records = new ArrayList<CsvRecord>();
            try (var reader = CsvReader.builder().fieldSeparator(delimiter)
                    .allowUnclosedQuote(true).extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .missingFieldStrategy(FieldMismatchStrategy.IGNORE).ofCsvRecord(head)) {
                reader.stream().limit(JUDGED).forEach(records::add);
            } catch (CsvParseException e) {
                return records;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            boolean mayBeCut = head.length() == Manifests.HEAD && records.size() < JUDGED;
            return mayBeCut && records.size() > 1
                    ? records.subList(0, records.size() - 1)
                    : records;
        }
    }
}
