package io.darkroom.report;

import io.darkroom.item.ItemState;
import io.darkroom.item.Mode;
import io.darkroom.item.OutputFormat;
import io.darkroom.item.PixelSize;
import io.darkroom.item.RunId;
import io.darkroom.item.Sha256;
import io.darkroom.item.Usd;
import io.darkroom.ledger.Counts;
import io.darkroom.ledger.ItemView;
import io.darkroom.ledger.Output;
import io.darkroom.ledger.RunRecord;
import io.darkroom.ledger.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Records to test with.
public final class Records {

    /// The run of all records.
    public static final RunId RUN = new RunId("20261122-153042-7f3a9c");

    private static final Instant START = Instant.parse("2026-11-22T15:30:42Z");

    private Records() {}

    /// A finished summary of 10 items.
    public static RunSummary summary(String status, long failed, long rejected, long invalid,
            long unknown, long pending, long cancelled) {
        long succeeded = 10 - failed - rejected - invalid - unknown - pending - cancelled;
        return new RunSummary(RUN, "spring-catalog", status, 10, succeeded, 2, failed, rejected,
                invalid, unknown, pending, cancelled, 12, 1, Usd.of("0.48"), Usd.of("0.6"),
                Optional.of(START), Optional.of(START.plusMillis(41_207)),
                Optional.of(Duration.ofMillis(41_207)),
                Optional.of("https://bucket.example/spring-catalog/results.jsonl"),
                Optional.empty(), Usd.of("0.06").times(unknown), unknown,
                Usd.of("0.06").times(unknown), Optional.of(Usd.of("25")),
                new Counts.Day(Usd.of("3"), Usd.ZERO, Optional.of(Usd.of("10"))), Optional.empty());
    }

    /// A run of 10 items that a policy stopped after 5.
    public static RunSummary halted(String code, String message) {
        var s = summary("halted", 0, 0, 0, 0, 5, 0);
        return new RunSummary(s.run(), s.job(), s.status(), s.items(), s.succeeded(), s.reused(),
                s.failed(), s.rejected(), s.invalid(), s.unknown(), s.pending(), s.cancelled(),
                s.requests(), s.throttled(), s.cost(), s.estimated(), s.startedAt(), s.finishedAt(),
                s.took(), Optional.empty(), Optional.of(new RunSummary.Reason(code, message)),
                s.perhapsBilled(), s.perhapsRequests(), s.reserved(), s.budget(), s.today(),
                s.balance());
    }

    /// An edit that succeeded.
    public static ItemView succeeded(String columns) {
        var output = new Output("spring/A-1.png", Sha256.ofText("image"), 2048, OutputFormat.PNG,
                new PixelSize(1024, 1024));
        return new ItemView(7, "A-1", 1, "studio", Optional.of(Mode.EDIT), ItemState.SUCCEEDED, 2,
                Optional.of("On white"), List.of("a.png", "https://example.com/b.png"), "medium",
                "1k", "1:1", "png", Optional.of(output), Usd.of("0.06"), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.of("req-1"), Optional.of(START),
                Optional.of(START.plusSeconds(9)), values(columns));
    }

    /// A row that could not be used.
    public static ItemView invalid(String id, String columns) {
        return new ItemView(8, id, 2, "", Optional.empty(), ItemState.INVALID, 0, Optional.empty(),
                List.of(), "medium", "1k", "1:1", "png", Optional.empty(), Usd.ZERO,
                Optional.empty(), Optional.of("INVALID_ROW"),
                Optional.of("catalog.csv:3: prompt: is blank"), Optional.empty(), Optional.empty(),
                Optional.empty(), values(columns));
    }

    /// @param columns a JSON object of texts
    private static Map<String, String> values(String columns) {
        var values = new LinkedHashMap<String, String>();
        ItemJson.JSON.readTree(columns).forEachEntry(
                (name, value) -> values.put(name, value.stringValue()));
        return values;
    }

    /// A completed run.
    public static RunRecord run() {
        return new RunRecord(RUN, "spring", RunState.COMPLETED, "{}", "catalog.csv", "/tmp",
                "/tmp/catalog.csv", Sha256.ofText("input"), 0, true, Optional.empty(),
                Optional.empty(), Usd.ZERO, Optional.empty(), Optional.empty(), START,
                Optional.of(START),
                Optional.empty());
    }
}
