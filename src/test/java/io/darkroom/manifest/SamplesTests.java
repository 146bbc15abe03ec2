package io.darkroom.manifest;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.item.Fields;
import io.darkroom.item.ImageOptions;
import io.darkroom.item.ImageRef;
import io.darkroom.item.Instruction;
import io.darkroom.item.Layout;
import io.darkroom.item.Mode;
import io.darkroom.item.OutputFormat;
import io.darkroom.item.Problem;
import io.darkroom.item.Recipe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SamplesTests {

    private static final Path SAMPLES = Path.of("samples");

    @ParameterizedTest
    @ValueSource(strings = {"catalog.csv", "catalog.json", "catalog.jsonl"})
    void areTheSameTwentyFourItemsInEveryFormat(String name) {
        var drafts = drafts(name);

        assertThat(drafts).hasSize(24).noneMatch(Draft::isInvalid);
        // A blank cell of a table is a field that is not there in JSON.
        assertThat(drafts).usingRecursiveComparison().ignoringFields("line", "columns", "values")
                .isEqualTo(drafts("catalog.csv"));
        assertThat(drafts).extracting(SamplesTests::ownColumns)
                .isEqualTo(drafts("catalog.csv").stream().map(SamplesTests::ownColumns).toList());
    }

    private static Map<String, String> ownColumns(Draft draft) {
        var columns = new TreeMap<>(draft.columns());
        columns.keySet().removeIf(Fields::isKnown);
        return columns;
    }

    @Test
    void showWhatTheModelCanDo() {
        var drafts = drafts("catalog.csv");

        assertThat(drafts).extracting(d -> d.instruction().orElseThrow().mode())
                .contains(Mode.TEXT, Mode.EDIT);
        assertThat(drafts.stream().map(Draft::options)
                .collect(groupingBy(ImageOptions::resolution, counting())).values())
                .containsExactlyInAnyOrder(23L, 1L);
        assertThat(drafts).extracting(d -> d.options().outputFormat()).contains(
                OutputFormat.values());
    }

    @Test
    void nameOnlyImagesThatAreThere() {
        var images = drafts("catalog.csv").stream().flatMap(d -> d.instruction().stream())
                .map(Instruction::images).flatMap(List::stream).map(ImageRef::text).toList();

        assertThat(images).isNotEmpty().allMatch(image -> Files.isRegularFile(
                SAMPLES.resolve(image)));
    }

    @Test
    void includeOneRowForEachComplaint() {
        var sentences = drafts("broken.csv").stream().map(draft -> draft.entryId() + ": " + draft
                .problems().stream().map(Problem::sentence).toList()).toList();

        assertThat(String.join("\n", sentences) + "\n")
                .isEqualTo(golden("/golden/broken-csv.txt"));
    }

    private static List<Draft> drafts(String name) {
        try (var reader = Entries.open(new ManifestFile(SAMPLES.resolve(name), name),
                Layout.PLAIN)) {
            var mapper = new EntryMapper(name, Recipe.PLAIN, reader.mapping());
            return Reading.all(reader).stream().flatMap(row -> mapper.map(row).stream()).toList();
        }
    }

    private static String golden(String name) {
        try (var text = SamplesTests.class.getResourceAsStream(name)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
