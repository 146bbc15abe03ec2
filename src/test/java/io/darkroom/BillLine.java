package io.darkroom;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One line of the sandbox's bill: an image that was made and charged.
///
/// @param run taken from the idempotency key, as are the item and the retry
/// @param retry how often the operator had put the item back
record BillLine(String run, long item, int retry, BigDecimal usd) {

    /// All lines of a run, those that are being written left out.
    static List<BillLine> of(String run, Path bill) {
        return all(bill).filter(line -> line.run().equals(run)).toList();
    }

    /// What each run was charged.
    static Map<String, BigDecimal> sums(Path bill) {
        return all(bill).collect(Collectors.groupingBy(BillLine::run,
                Collectors.reducing(BigDecimal.ZERO, BillLine::usd, BigDecimal::add)));
    }

    private static Stream<BillLine> all(Path bill) {
        try {
            var text = Files.exists(bill) ? Files.readString(bill) : "";
            return text.substring(0, text.lastIndexOf('\n') + 1).lines()
                    .map(line -> of(JsonMapper.shared().readTree(line)));
        } catch (IOException e) {
            throw new UncheckedIOException("The bill cannot be read", e);
        }
    }

    private static BillLine of(JsonNode line) {
        var key = line.path("idempotency_key").stringValue();
        var parts = key.split("-", -1);
        return new BillLine(String.join("-", parts[0], parts[1], parts[2]),
                Long.parseLong(parts[3]), Integer.parseInt(parts[4]),
                line.path("usd").decimalValue().stripTrailingZeros());
    }
}
