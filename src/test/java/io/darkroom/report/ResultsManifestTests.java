package io.darkroom.report;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.darkroom.item.Guard;
import io.darkroom.ledger.ItemView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsManifestTests {

    @TempDir
    Path folder;

    @Test
    void bothFilesHoldAllItems() {
        publish(Records.succeeded("{\"title\":\"Mug\"}"), Records.invalid("B", "{}"));
        assertThat(jsonl()).hasSize(2).first().asString().contains("\"id\":\"A-1\"",
                "\"output_url\":\"https://bucket.example/spring/A-1.png\"");
        assertThat(csv()).extracting(row -> row.getField("id")).containsExactly("A-1", "B");
    }

    @Test
    void theUrlOfTheJsonLinesIsReturned() {
        assertThat(publish(Records.invalid("B", "{}"))).isEqualTo(
                "https://bucket.example/spring/20261122-153042-7f3a9c/results.jsonl");
    }

    @Test
    void theManifestsColumnsComeFirstInTheirOrder() {
        publish(Records.succeeded("{\"z\":\"1\",\"a\":\"2\"}"),
                Records.invalid("B", "{\"late\":\"3\"}"));
        assertThat(csv().getFirst().getHeader()).startsWith("z", "a", "late", "id", "row")
                .endsWith("finished_at");
        assertThat(csv().getLast().getField("late")).isEqualTo("3");
    }

    @Test
    void knownFieldsAreInTheCsvAsTheManifestHasThem() {
        publish(Records.succeeded("{\"ID\":\" A-1 \",\"title\":\"Mug\",\"quality\":\"\"}"));
        assertThat(csv().getFirst().getHeader()).startsWith("columns.ID", "title",
                "columns.quality", "id");
        assertThat(csv().getFirst().getFields()).startsWith(" A-1 ", "Mug", "", "A-1");
        assertThat(jsonl().getFirst()).contains("\"columns\":{\"title\":\"Mug\"}");
    }

    @Test
    void noTwoColumnsOfTheCsvHaveTheSameName() {
        publish(Records.succeeded("{\"status\":\"1\",\"columns.status\":\"2\",\"Row\":\"3\"}"));
        assertThat(csv().getFirst().getHeader()).startsWith("columns.columns.status",
                "columns.status", "columns.Row", "id").doesNotHaveDuplicates();
    }

    @Test
    void withoutTheGuardEveryCellComesBackAsItWas() {
        var random = new Random(5);
        for (int i = 0; i < 500; i++) {
            var columns = Map.of("a", text(random), "=b", text(random), "id", text(random));
            publish(Guard.OFF, Records.succeeded(ItemJson.JSON.writeValueAsString(columns)));
            var row = csv().getFirst();
            columns.forEach((name, text) -> assertThat(
                    row.getField(name.equals("id") ? "columns.id" : name)).isEqualTo(text));
        }
    }

    private static String text(Random random) {
        var signs = "=+-@＝'\",;|\t\r\n \u00a0aé中👩".codePoints().toArray();
        var text = new StringBuilder();
        random.ints(random.nextInt(6), 0, signs.length)
                .forEach(i -> text.appendCodePoint(signs[i]));
        return text.toString();
    }

    @Test
    void cellsAreQuotedOnlyWhereTheyHaveToBe() {
        publish(Guard.OFF,
                Records.succeeded("{\"a\":\" =x\",\"b\":\"a,b\",\"c\":\"\",\"d\":\"'\"}"));
        assertThat(text("csv").lines().toList().get(1)).startsWith(" =x,\"a,b\",,',A-1,");
    }

    @Test
    void aColumnNamedLikeAFieldKeepsApart() {
        publish(Records.succeeded("{\"status\":\"sold\"}"));
        assertThat(csv().getFirst().getField("status")).isEqualTo("succeeded");
        assertThat(csv().getFirst().getField("columns.status")).isEqualTo("sold");
    }

    @Test
    void columnsBeyondTheMostGoToOne() {
        var many = new StringBuilder("{\"c0\":\"0\"");
        for (int i = 1; i < 502; i++) {
            many.append(",\"c" + i + "\":\"" + i + "\"");
        }
        publish(Records.succeeded(many.append('}').toString()));
        assertThat(csv().getFirst().getField("other_columns")).isEqualTo(
                "{\"c500\":\"500\",\"c501\":\"501\"}");
    }

    @Test
    void cellsAreNoFormulasAndJsonIsRaw() {
        publish(Records.invalid("-1", "{\"=h\":\"=1+1\",\"sum\":\"-5\"}"));
        assertThat(csv().getFirst().getFields()).contains("'-1", "'=1+1", "'-5");
        assertThat(csv().getFirst().getHeader()).contains("'=h");
        assertThat(jsonl().getFirst()).contains("\"id\":\"-1\"", "\"=h\":\"=1+1\",\"sum\":\"-5\"");
    }

    @Test
    void imagesAreJoined() {
        publish(Records.succeeded("{}"));
        assertThat(csv().getFirst().getField("images")).isEqualTo(
                "a.png | https://example.com/b.png");
    }

    @Test
    void halfACharacterIsReplaced() {
        publish(Records.succeeded("{\"t\":\"\\ud800\"}"));
        assertThat(csv().getFirst().getField("t")).isEqualTo("?");
    }

    @Test
    void noItemsMakeAHeader() {
        publish();
        assertThat(jsonl()).isEmpty();
        assertThat(text("csv")).startsWith("id,row,variant,mode").hasLineCount(1);
    }

    @Test
    void noTemporaryFileStays() throws IOException {
        publish(Records.succeeded("{}"));
        try (var files = Files.list(folder.resolve("tmp"))) {
            assertThat(files).isEmpty();
        }
    }

    private String publish(ItemView... items) {
        return publish(Guard.ON, items);
    }

    private String publish(Guard guard, ItemView... items) {
        try (var results = new ResultsManifest(folder.resolve("tmp"), Records.run(), guard)) {
            List.of(items).forEach(results::write);
            return results.publish(new FolderStore(folder));
        }
    }

    private List<String> jsonl() {
        return text("jsonl").lines().toList();
    }

    private List<NamedCsvRecord> csv() {
        return CsvReader.builder().ofNamedCsvRecord(text("csv")).stream().toList();
    }

    private String text(String ending) {
        return new FolderStore(folder).text("spring/" + Records.RUN + "/results." + ending);
    }
}
