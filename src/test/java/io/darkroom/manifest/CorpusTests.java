package io.darkroom.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.item.Layout;
import io.darkroom.item.UnusableInput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Files that others have collected to break readers.
@Tag("corpus")
class CorpusTests {

    private static final Path DATA = Path.of("..", "shared", "data");
    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource
    void readsCsvAsItsAuthorsDo(String name) throws IOException {
        var file = DATA.resolve("csv-spectrum/csvs").resolve(name + ".csv");
        var json = JSON.readTree(
                DATA.resolve("csv-spectrum/json").resolve(name + ".json").toFile());
        var wanted = (json.isArray() ? json : JSON.createArrayNode().add(json)).valueStream()
                .map(CorpusTests::texts).toList();

        assertThat(read(new ManifestFile(file, name + ".csv"))).isNotEmpty()
                .extracting(Row::columns)
                .containsExactlyElementsOf(wanted);
    }

    private static Map<String, String> texts(JsonNode record) {
        var texts = new LinkedHashMap<String, String>();
        // One of the authors' files has another telephone number in its JSON than in its CSV.
        record.properties().forEach(cell -> texts.put(cell.getKey(),
                cell.getValue().asString().replace("1234567890", "2095257564")));
        return texts;
    }

    static Stream<String> readsCsvAsItsAuthorsDo() throws IOException {
        return names("csv-spectrum/csvs", "").map(name -> name.replace(".csv", ""));
    }

    @ParameterizedTest
    @MethodSource
    void readsWhatIsJson(String name) throws IOException {
        assertThat(read(wrapped(name))).hasSize(1);
    }

    static Stream<String> readsWhatIsJson() throws IOException {
        return names("json-test-suite/test_parsing", "y_");
    }

    @ParameterizedTest
    @MethodSource
    void refusesWhatIsNoJson(String name) throws IOException {
        var file = wrapped(name);

        assertThatThrownBy(() -> read(file)).isInstanceOf(UnusableInput.class)
                .hasMessageStartingWith(file.name());
    }

    static Stream<String> refusesWhatIsNoJson() throws IOException {
        return names("json-test-suite/test_parsing", "n_");
    }

    @ParameterizedTest
    @MethodSource
    void eitherReadsOrRefusesWhatIsDisputed(String name) throws IOException {
        var file = wrapped(name);
        try {
            assertThat(read(file)).hasSize(1);
        } catch (UnusableInput e) {
            assertThat(e).hasMessageStartingWith(file.name());
        }
    }

    static Stream<String> eitherReadsOrRefusesWhatIsDisputed() throws IOException {
        return names("json-test-suite/test_parsing", "i_");
    }

    /// As the value of the only entry's only column, since an entry is an object.
    private ManifestFile wrapped(String name) throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes("[{\"v\":".getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(Files.readAllBytes(DATA.resolve("json-test-suite/test_parsing")
                .resolve(name)));
        bytes.writeBytes("}]".getBytes(StandardCharsets.UTF_8));
        return new ManifestFile(Files.write(folder.resolve("m.json"), bytes.toByteArray()), name);
    }

    private static List<Row> read(ManifestFile file) {
        try (var entries = Entries.open(file, Layout.PLAIN)) {
            return Reading.all(entries);
        }
    }

    private static Stream<String> names(String folder, String prefix) throws IOException {
        try (var files = Files.list(DATA.resolve(folder))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(prefix)).sorted().toList().stream();
        }
    }
}
