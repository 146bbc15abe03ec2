package io.darkroom.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class JsonArrayManifestTests extends ManifestReaderContract {

    private final JsonMapper json = new JsonMapper();

    @Override
    String name() {
        return "catalog.json";
    }

    @Override
    String write(List<Map<String, String>> rows) {
        return "[" + String.join(",\n", rows.stream().map(json::writeValueAsString).toList()) + "]";
    }

    @Override
    String writeWithBrokenBetween(Map<String, String> first, Map<String, String> last) {
        return "[" + json.writeValueAsString(first) + ",\n7,\n" + json.writeValueAsString(last)
                + "]";
    }

    @Override
    String unstorable() {
        return "\\ud800";
    }

    @Test
    void turnsValuesIntoTheirTexts() {
        var row = readAll(text("""
            [{"price": 1.50, "big": 12345678901234567890, "on": true, "gone": null,
              "images": ["a.png", "b.png"], "size": {"w": 1.0, "h": [2, 3]}, "list": [[1], 2]}]
            """)).getFirst();

        assertThat(row.columns()).containsExactlyEntriesOf(ordered("price", "1.50", "big",
                "12345678901234567890", "on", "true", "images", "a.png | b.png", "size",
                "{\"w\":1.0,\"h\":[2,3]}", "list", "[[1],2]"));
    }

    @Test
    void breaksAnEntryThatNamesAKeyTwiceAndGoesOn() {
        var rows = readAll(text("[{\"id\": 1, \"ID\": {\"a\": 2}}, {\"id\": 2}]"));

        assertThat(rows.getFirst()).isInstanceOfSatisfying(Row.Broken.class,
                broken -> assertThat(broken.problem().allowed())
                        .isEqualTo("the key \"ID\" stands twice"));
        assertThat(rows.get(1)).isInstanceOf(Row.Entry.class);
    }

    @Test
    void refusesABrokenArrayWithLineAndColumn() {
        assertRefused(text("[{\"id\": 1},\n {\"id\" 2}]"), "catalog.json:2:", "at column 8");
        assertRefused(text("[{\"id\": 1}"), "not valid JSON");
        assertRefused(text("[] []"), "follows the end");
    }

    @Test
    void readsTheListWithinAnObject() {
        var rows = readAll(text("{\"page\": {\"a\": [1]}, \"items\": [{\"id\": 1}, {\"id\": 2}],"
                + " \"total\": 2, \"more\": [{\"id\": 3}]}"));

        assertThat(rows).extracting(row -> row.columns().get("id")).containsExactly("1", "2");
    }

    @Test
    void refusesAnObjectWithoutAList() {
        assertRefused(text("{\"items\": {\"id\": 1}}"), "array of objects", ".jsonl");
        assertRefused(text("{\"items\": []} {}"), "something follows the end of the object");
        assertRefused(text("{\"items\": [], \"total\": }"), "not valid JSON");
    }

    @Test
    void refusesWhatIsNestedTooDeep() {
        assertRefused(text("[{\"a\": " + "[".repeat(200) + "]".repeat(200) + "}]"), "depth");
    }

    private static Map<String, String> ordered(String... pairs) {
        var map = new LinkedHashMap<String, String>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
