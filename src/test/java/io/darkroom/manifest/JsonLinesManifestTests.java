package io.darkroom.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.item.Layout;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class JsonLinesManifestTests extends ManifestReaderContract {

    private final JsonMapper json = new JsonMapper();

    @Override
    String name() {
        return "catalog.jsonl";
    }

    @Override
    String write(List<Map<String, String>> rows) {
        return rows.stream().map(row -> json.writeValueAsString(row) + "\n")
                .collect(Collectors.joining());
    }

    @Override
    String writeWithBrokenBetween(Map<String, String> first, Map<String, String> last) {
        return write(List.of(first)) + "{\"id\": \n" + write(List.of(last));
    }

    @Override
    String unstorable() {
        return "\\u0000";
    }

    @Test
    void saysWhatIsWrongWithEachLine() {
        var rows = readAll(text("[1]\r\n\r\n{\"id\":1} {}\n{\"id\":1,\"id\":2}\n{\"id\":x}\n{}"));

        assertThat(rows).extracting(Row::line).containsExactly(1L, 3L, 4L, 5L, 6L);
        assertThat(rows.subList(0, 4)).extracting(row -> ((Row.Broken) row).problem().allowed())
                .satisfiesExactly(
                        a -> assertThat(a).endsWith("found a list"),
                        b -> assertThat(b).startsWith("something follows"),
                        c -> assertThat(c).contains("\"id\" stands twice"),
                        d -> assertThat(d).startsWith("not valid JSON at column"));
        assertThat(rows.getLast()).isInstanceOf(Row.Entry.class);
    }

    @Test
    void takesActionsForASearchEngineForNoEntries() {
        var file = text("""
            {"index":{"_index":"shop","_id":"K 7"}}
            {"title":"Mug"}
            { "create" : {"_id": 8, "routing":"a"} }
            {"id":"L","title":"Lamp"}
            {"delete":{"_index":"shop","_id":"9"}}
            {"index":{}}
            {"title":"Cup"}
            {"index":{"size":"3"}}
            {"index":3}
            """);

        assertThat(readAll(file)).extracting(Row::columns).containsExactly(
                Map.of("title", "Mug", "_id", "K 7"), Map.of("id", "L", "title", "Lamp"),
                Map.of("title", "Cup"), Map.of("index", "{\"size\":\"3\"}"), Map.of("index", "3"));
        try (var reader = Manifests.open(file, Layout.PLAIN)) {
            assertThat(reader.preview()).hasSize(5);
            assertThat(reader.notes()).singleElement().asString()
                    .startsWith("4 lines are actions for a search engine");
        }
    }

    @Test
    void areReadInAFileWithAnotherEnding() {
        assertThat(readAll(named("a.json", "{\"id\":1}\n\n{\"id\":2}"))).hasSize(2);
        assertThat(readAll(named("a.txt", "{\"id\":1,\"a\":\"b\"}\n{\"id\":2}"))).hasSize(2);
        assertThat(readAll(named("a.json", "{\"total\":1,\n\"list\":[{\"id\":1}]}"))).hasSize(1);
    }

    private ManifestFile named(String name, String content) {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }
}
