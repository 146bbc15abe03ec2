package io.darkroom.check;

import static io.darkroom.check.Invariant.I19;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The published list of a run's items against the tables it was made of.
final class ResultsCheck {

    private static final String RUNS = """
        select id, job || '/' || results_of || '/results.jsonl' as key, results_of <> id as repeated
        from run join our_run on run = id, terms
        where terms.finished and state in ('COMPLETED', 'FAILED') and results_url is not null
        """;
    private static final String ITEMS = """
        select i.*, n.row_no || '/' || n.variant as place, n.entry_id
        from our_item i join item_input n on n.item_id = i.id where i.run_id = ?
        """;

    private final List<Violation> violations = new ArrayList<>();

    /// What both say of an item.
    private record Line(String id, String status, String hash, BigDecimal cost) {

        static Line of(JsonNode json) {
            return new Line(json.path("id").asString(), json.path("status").asString(),
                    json.path("output_sha256").asString(""),
                    new BigDecimal(json.path("cost_usd").asString()).stripTrailingZeros());
        }

        Line at(BigDecimal price) {
            return new Line(id, status, hash, price);
        }
    }

    /// @param repeated whether the results are an earlier run's, which paid for what they list
    private record Run(String id, String key, boolean repeated) {}

    private ResultsCheck() {}

    static List<Violation> run(EndState end, Facts facts) {
        var check = new ResultsCheck();
        for (var run : facts.list(row -> new Run(row.getString(1), row.getString(2),
                row.getBoolean(3)), RUNS)) {
            end.bucket.get(run.key()).ifPresentOrElse(
                    found -> check.compare(run, lines(found), items(facts, run.id())),
                    () -> check.report(run, "are nowhere"));
        }
        return check.violations;
    }

    private static Map<String, Line> lines(Bucket.Found found) {
        var lines = new HashMap<String, Line>();
        new String(found.bytes(), StandardCharsets.UTF_8).lines()
                .map(line -> JsonMapper.shared().readTree(line))
                .forEach(json -> lines.put(json.path("row").asString() + "/"
                        + json.path("variant").asString(""), Line.of(json)));
        return lines;
    }

    private static Map<String, Line> items(Facts facts, String run) {
        var items = new HashMap<String, Line>();
        facts.list(row -> items.put(row.getString("place"), new Line(row.getString("entry_id"),
                row.getString("state").toLowerCase(Locale.ROOT),
                row.getString("state").equals("SUCCEEDED") ? row.getString("output_sha256") : "",
                row.getBigDecimal("cost_usd").stripTrailingZeros())), ITEMS, run);
        return items;
    }

    private void compare(Run run, Map<String, Line> published, Map<String, Line> items) {
        if (!published.keySet().equals(items.keySet())) {
            report(run, "list %d items of %d".formatted(published.size(), items.size()));
        }
        published.forEach((place, line) -> {
            var item = items.get(place);
            if (item != null && !item.equals(run.repeated() ? line.at(item.cost()) : line)) {
                report(run, "say of row %s %s, the tables %s".formatted(place, line, item));
            }
        });
    }

    private void report(Run run, String what) {
        violations.add(new Violation(I19, "results of run " + run.id(), what));
    }
}
