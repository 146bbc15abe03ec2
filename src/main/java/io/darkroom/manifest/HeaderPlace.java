package io.darkroom.manifest;

import io.darkroom.catalog.Exports;
import io.darkroom.item.Fields;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Where a table's header stands among its first records, and where its data begin: notes, settings and
/// names for people may stand above it.
///
/// @param header index of the header
/// @param data index of the first record of data
record HeaderPlace(int header, int data) {

    /// How many records are looked at.
    static final int JUDGED = 50;

    private static final int DEEPEST = 10;
    private static final int WIDE = 3;

    /// In the first cell of Amazon's templates: the line on which the data begin, from 1.
    private static final Pattern DATA_ROW = Pattern.compile("[=&]dataRow=(\\d{1,3})\\b");

    /// The header is the record that a known export's header is most like, otherwise the first that is not
    /// a note. Empty if there are no records.
    static Optional<HeaderPlace> in(List<Records.Line> head) {
        if (head.isEmpty()) {
            return Optional.empty();
        }
        int deepest = Math.min(DEEPEST, head.size());
        int known = IntStream.range(0, deepest).boxed()
                .max(Comparator.comparingDouble(i -> Exports.certainty(head.get(i).texts())))
                .orElse(0);
        int header = Exports.certainty(head.get(known).texts()) > 0
                ? known
                : firstThatIsNoNote(head, deepest);
        return Optional.of(new HeaderPlace(header, data(head, header)));
    }

    private static int firstThatIsNoNote(List<Records.Line> head, int deepest) {
        long usual = head.stream().map(HeaderPlace::filled)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                .entrySet().stream()
                .max(Map.Entry.<Long, Long>comparingByValue().thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey).orElse(0L);
        return IntStream.range(0, deepest).filter(i -> !isNote(head.get(i), usual)).findFirst()
                .orElse(0);
    }

    /// A comment, a spreadsheet's word for the delimiter, or a title alone above a wide table.
    private static boolean isNote(Records.Line line, long usual) {
        if (Delimiter.isNamed(line.texts().getFirst())) {
            return true;
        }
        if (line.texts().stream().anyMatch(Fields::isKnown)) {
            return false;
        }
        long filled = filled(line);
        return line.texts().getFirst().startsWith("#")
                ? filled < usual
                : filled == 1 && usual >= WIDE;
    }

    private static long filled(Records.Line line) {
        return line.texts().stream().filter(text -> !text.isBlank()).count();
    }

    private static int data(List<Records.Line> head, int header) {
        var settings = DATA_ROW.matcher(head.getFirst().texts().getFirst());
        long from = settings.find() ? Long.parseLong(settings.group(1)) : 0;
        return IntStream.range(header + 1, head.size())
                .filter(i -> head.get(i).number() >= from).findFirst().orElse(head.size());
    }
}
