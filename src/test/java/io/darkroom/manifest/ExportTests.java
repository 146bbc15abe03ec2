package io.darkroom.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.item.ImageRef;
import io.darkroom.item.Layout;
import io.darkroom.item.Recipe;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/// Product files as shops and channels export them, taken as they are.
class ExportTests {

    private static final Path FOLDER = Path.of("src/test/resources/io/darkroom/catalog");
    private static final Recipe RECIPE = new Recipe("Studio photo of {{title}}", List.of(),
            Recipe.PLAIN.defaults(), List.of());

    @ParameterizedTest
    @CsvFileSource(resources = "/io/darkroom/catalog/expected.csv", numLinesToSkip = 1, emptyValue = "")
    void isReadWithoutBeingTold(String name, int products, @Nullable String id, String title,
            @Nullable String image, int images) {
        var layout = layout(name);
        try (var entries = Entries.open(new ManifestFile(FOLDER.resolve(name), name), layout)) {
            var mapper = new EntryMapper(name, RECIPE, entries.mapping());
            var rows = Reading.all(entries);
            var first = mapper.map(rows.getFirst()).getFirst();
            var values = new EntryValues(rows.getFirst(), entries.mapping());

            assertThat(rows).as("products").hasSize(products)
                    .noneMatch(Row.Broken.class::isInstance);
            assertThat(first.problems()).isEmpty();
            assertThat(first.entryId()).isEqualTo(id == null ? "1" : id);
            assertThat(values).containsEntry("title", title);
            assertThat(values.gallery()).hasSize(images);
            assertThat(first.instruction().orElseThrow().images().stream().limit(1)
                    .map(ImageRef::text))
                    .allSatisfy(text -> assertThat(text).endsWith(String.valueOf(image)));
        }
    }

    /// What no file says: what a path is below, and what one's own JSON means.
    private static Layout layout(String name) {
        Map<String, List<String>> columns = name.endsWith(".jsonl")
                ? Map.of("images", List.of("images[0].uri", "images[1].uri", "images[2].uri"))
                : Map.of();
        return new Layout(columns, Optional.empty(), Optional.empty(),
                Optional.of("https://shop.example/media/").filter(_ -> !name.startsWith("wix")),
                Optional.empty(), Optional.empty());
    }
}
