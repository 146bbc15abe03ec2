package io.darkroom.manifest;

import static org.assertj.core.api.Assertions.assertThat;

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
}
