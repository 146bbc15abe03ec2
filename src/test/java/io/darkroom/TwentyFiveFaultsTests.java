package io.darkroom;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.check.Checker;
import io.darkroom.item.ItemState;
import io.darkroom.sandbox.AnswerForm;
import io.darkroom.sandbox.SandboxOptions;
import io.darkroom.sandbox.SandboxServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A run in which every third item meets a fault of its own.
final class TwentyFiveFaultsTests {

    @ParameterizedTest
    @EnumSource(AnswerForm.class)
    void leaveTheRunGoingAndTheBooksRight(AnswerForm form, @TempDir Path folder) throws Exception {
        var bill = folder.resolve("bill").resolve("bill.jsonl");
        try (var server = SandboxServer.start(SandboxOptions.DEFAULT.answering(form).billing(bill)
                .failing(rules()));
                var darkroom = TestDarkroom.open(folder.resolve("home"),
                        "darkroom.sandbox.url=" + server.baseUrl())) {
            var run = darkroom.run(TestDarkroom.job(job(folder)));

            assertThat(states(darkroom.sql(), run)).isEqualTo(ends());
            assertThat(Checker.check(darkroom.end(run).bill(bill))).isEmpty();
            assertThat(kept(darkroom.home().resolve("spool").resolve(run)))
                    .as("answers that were billed and are no image")
                    .allMatch(file -> file.toString().endsWith(".body")).hasSize(9);
            assertThat(darkroom.sql().requests(run)).isEqualTo(server.posts()).isEqualTo(78);
        }
    }

    private static List<Path> kept(Path spool) throws IOException {
        try (var files = Files.list(spool)) {
            return files.toList();
        }
    }

    private static String[] rules() {
        return Arrays.stream(TwentyFiveFaults.values()).map(fault -> fault.rule(name(fault)))
                .toArray(String[]::new);
    }

    private static String name(TwentyFiveFaults fault) {
        return "A picture of " + fault + ".";
    }

    private static Path job(Path folder) throws IOException {
        var rows = new ArrayList<>(List.of("id,prompt"));
        for (var fault : TwentyFiveFaults.values()) {
            rows.add(fault + "," + name(fault));
            rows.add(fault + "-after,A picture after " + fault);
            rows.add(fault + "-next,Another picture after " + fault);
        }
        Files.write(folder.resolve("faults.csv"), rows);
        return Files.writeString(folder.resolve("faults.yaml"), """
            manifest: faults.csv
            provider: sandbox
            defaults: {quality: low, output_format: jpeg}
            """);
    }

    private static Map<String, ItemState> ends() {
        return Arrays.stream(TwentyFiveFaults.values())
                .collect(Collectors.toMap(Enum::name, TwentyFiveFaults::end));
    }

    /// Of the items that met a fault; all others succeeded.
    private static Map<String, ItemState> states(Sql sql, String run) {
        var all = sql.list(row -> Map.entry(row.getString(1), ItemState.valueOf(row.getString(2))),
                """
                    select n.entry_id, i.state from item i
                    join item_input n on n.item_id = i.id where i.run_id = ?
                    """, run);
        assertThat(all).filteredOn(item -> item.getKey().contains("-")).hasSize(50)
                .allMatch(item -> item.getValue() == ItemState.SUCCEEDED);
        return all.stream().filter(item -> !item.getKey().contains("-"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
