package io.darkroom.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.item.AspectRatio;
import io.darkroom.item.ImageOptions;
import io.darkroom.item.ImageRef;
import io.darkroom.item.Instruction;
import io.darkroom.item.Layout;
import io.darkroom.item.Mode;
import io.darkroom.item.OutputFormat;
import io.darkroom.item.Problem;
import io.darkroom.item.Quality;
import io.darkroom.item.Recipe.Variant;
import io.darkroom.item.Recipe;
import io.darkroom.item.Resolution;
import io.darkroom.item.UnusableInput;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryMapperTests {

    @Test
    void readsAllKnownFieldsAndKeepsAllColumnsAsTheyAre() {
        var draft = draft(Recipe.PLAIN, "ID", " m-1 ", "title", "Mug", "Prompt", "A mug", "quality",
                "HIGH", "resolution", "2k", "aspect_ratio", "16:9", "output_format", "jpg",
                "image_2", "b.png", "image", "a.png", "images", "c.png | https://x.example/d.png");

        assertThat(draft.isInvalid()).isFalse();
        assertThat(draft.entryId()).isEqualTo("m-1");
        assertThat(draft.options()).isEqualTo(new ImageOptions(Quality.HIGH, Resolution.K2,
                AspectRatio.R16_9, OutputFormat.JPEG));
        assertThat(draft.instruction().orElseThrow().images()).extracting(ImageRef::text)
                .containsExactly("a.png", "b.png", "c.png", "https://x.example/d.png");
        assertThat(draft.columns()).hasSize(10).containsEntry("title", "Mug")
                .containsEntry("ID", " m-1 ").containsEntry("quality", "HIGH");
    }

    @Test
    void takesTheRowNumberAndTheDefaultsWhereCellsAreBlank() {
        var draft = draft(Recipe.PLAIN, "id", " ", "prompt", "A mug", "quality", "", "image", "");

        assertThat(draft.entryId()).isEqualTo("7");
        assertThat(draft.options()).isEqualTo(ImageOptions.DEFAULT);
        assertThat(draft.instruction().orElseThrow().mode()).isEqualTo(Mode.TEXT);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "->", quoteCharacter = '`', textBlock = """
        quality       -> hihg  -> one of low, medium, high; did you mean high?
        resolution    -> 1024  -> one of 1k, 2k, 4k
        aspect_ratio  -> 4x5   -> did you mean 4:5?
        output_format -> gif   -> one of png, jpeg, webp
        image         -> /a    -> not an absolute path
        image_1       -> a/../b  -> without ..
        image_2       -> file:x  -> an https URL, s3://bucket/key, or a file below
        image_3       -> data:image/png;base64,AA -> an https URL, s3://bucket/key
        image_4       -> ftp://x/y   -> an https URL
        images        -> s3://bucket -> s3://bucket/key
        images        -> https://    -> an https URL
        images        -> C:\\a.png   -> an https URL
        images        -> a\\b.png    -> with / between
        """)
    void saysWhatIsAllowedInPlaceOfAWrongValue(String field, String value, String allowed) {
        var draft = draft(Recipe.PLAIN, "prompt", "A mug", field, value);

        assertThat(draft.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.sentence()).startsWith("m.csv:9: " + field + " \"" + value + "\": ");
            assertThat(problem.allowed()).contains(allowed);
        });
    }

    @Test
    void refusesPromptsThatAreBlankOrTooLong() {
        assertThat(draft(Recipe.PLAIN, "prompt", " \n").problems()).extracting(Problem::allowed)
                .containsExactly("is blank; a prompt has 1 to 32000 characters");
        assertThat(draft(Recipe.PLAIN, "prompt", "x".repeat(32_001)).problems())
                .extracting(Problem::allowed)
                .containsExactly("has 32001 characters; at most 32000");
        assertThat(draft(Recipe.PLAIN, "prompt", "x".repeat(32_000)).isInvalid()).isFalse();
    }

    @Test
    void refusesMoreThanFourImages() {
        var draft = draft(Recipe.PLAIN, "prompt", "A", "images", "a|b|c|d", "image", "e");

        assertThat(draft.problems()).extracting(Problem::sentence)
                .containsExactly("m.csv:9: images: at most 4 input images; this entry has 5");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 201})
    void refusesIdsThatCannotBeUsedAndFallsBackToTheRow(int length) {
        var id = length == 1 ? "a\tb" : "x".repeat(length);
        var draft = draft(Recipe.PLAIN, "id", id, "prompt", "A mug");

        assertThat(draft.entryId()).isEqualTo("7");
        assertThat(draft.problems()).extracting(Problem::field).containsExactly("id");
    }

    @Test
    void neverExpandsAPromptColumn() {
        var draft = draft(Recipe.PLAIN, "prompt", "A {{title}} {title}", "title", "mug");

        assertThat(draft.instruction().map(Instruction::prompt)).hasValue("A {{title}} {title}");
    }

    @Test
    void makesADraftForEachVariant() {
        var recipe = new Recipe("Photo of {{title}}", List.of(), ImageOptions.DEFAULT,
                List.of(new Variant("studio", null, Map.of()),
                        new Variant("life", "{{title}} in use", Map.of("quality", "low"))));

        var drafts = drafts(recipe, "title", "Mug", "quality", "high");

        assertThat(drafts).extracting(Draft::variant).containsExactly("studio", "life");
        assertThat(drafts).extracting(d -> d.instruction().orElseThrow().prompt())
                .containsExactly("Photo of Mug", "Mug in use");
        assertThat(drafts).extracting(d -> d.options().quality()).containsExactly(Quality.HIGH,
                Quality.LOW);
    }

    @Test
    void invalidatesARowWhoseTemplateMeetsABlank() {
        var draft = draft(prompt("{{title}} by {{brand}}"), "title", "Mug", "brand", " ");

        assertThat(draft.instruction()).isEmpty();
        assertThat(draft.problems()).extracting(Problem::sentence)
                .containsExactly("m.csv:9: brand: is blank and has no default; fill it in, or write"
                        + " {{brand | default: \"…\"}} in the prompt template");
    }

    @Test
    void leavesAnImageOutOnlyWhereItsTemplateSaysSo() {
        var recipe = new Recipe(null, List.of("{{photo}}", "{{back | default: ''}}"),
                ImageOptions.DEFAULT, List.of());

        var one = draft(recipe, "prompt", "A", "photo", "a.png", "back", "");
        var none = draft(recipe, "prompt", "A", "photo", "", "back", "b.png");

        assertThat(one.instruction().orElseThrow().images()).containsExactly(new ImageRef("a.png"));
        assertThat(none.problems()).extracting(Problem::field).containsExactly("photo");
    }

    @Test
    void refusesATemplateThatTheHeaderDoesNotFit() {
        assertRefused(prompt("{{titel}}"), List.of("title"), "prompt template \"{{titel}}\"",
                "did you mean {{title}}?");
        assertRefused(prompt("{title}"), List.of("title"), "did you mean {{title}}?");
        assertRefused(prompt("{{title | upper}}"), List.of("title"), "no filter \"upper\"");
        assertRefused(Recipe.PLAIN, List.of("id", "promt"), "rename column \"promt\"");
    }

    @Test
    void refusesAVariantWithAWrongOption() {
        var recipe = new Recipe("x", List.of(), ImageOptions.DEFAULT,
                List.of(new Variant("v", null, Map.of("quality", "hihg"))));

        assertRefused(recipe, List.of("id"), "variant v: quality \"hihg\"", "low, medium, high");
    }

    @Test
    void fillsInTheValuesOfAVariant() {
        var recipe = new Recipe("{{title}} on {{background}}", List.of(), ImageOptions.DEFAULT,
                List.of(new Variant("oak", null, Map.of(), Map.of("background", "oak")),
                        new Variant("white", null, Map.of(), Map.of("background", "white"))));

        assertThat(drafts(recipe, "title", "Mug")).extracting(draft -> draft.instruction()
                .orElseThrow().prompt()).containsExactly("Mug on oak", "Mug on white");
    }

    @Test
    void checksTemplatesEntryByEntryWhereThereIsNoHeader() {
        var mapper = new EntryMapper("m.json", prompt("{{title}}{{x | default: '!'}}"),
                mapping());

        var good = mapper.map(new Row.Entry(1, 1, Map.of("title", "Mug"))).getFirst();
        var bad = mapper.map(new Row.Entry(2, 2, Map.of("titel", "Mug"))).getFirst();

        assertThat(good.instruction().map(Instruction::prompt)).hasValue("Mug!");
        assertThat(bad.problems()).singleElement().extracting(Problem::sentence).asString()
                .startsWith("m.json:2: prompt template").contains("did you mean {{titel}}?");
    }

    @Test
    void keepsTheIdAndTheProblemOfABrokenRow() {
        var problem = new Problem("m.csv", 9, null, null, "too few fields");
        var row = new Row.Broken(7, 9, Map.of("id", "m-1", "note", "x"), problem);

        var draft = new EntryMapper("m.csv", Recipe.PLAIN, mapping("id", "prompt", "note")).map(row)
                .getFirst();

        assertThat(draft.entryId()).isEqualTo("m-1");
        assertThat(draft.problems()).containsExactly(problem);
        assertThat(draft.columns()).isEqualTo(Map.of("id", "m-1", "note", "x"));
    }

    private static void assertRefused(Recipe recipe, List<String> header, String... words) {
        assertThatThrownBy(() -> new EntryMapper("m.csv", recipe,
                Mapping.of("m.csv", Layout.PLAIN, header, List.of())))
                .isInstanceOf(UnusableInput.class).hasMessageContainingAll(words);
    }

    private static Mapping mapping(String... header) {
        return Mapping.of("m.csv", Layout.PLAIN, List.of(header), List.of());
    }

    private static Recipe prompt(String template) {
        return new Recipe(template, List.of(), ImageOptions.DEFAULT, List.of());
    }

    private static Draft draft(Recipe recipe, String... cells) {
        return drafts(recipe, cells).getFirst();
    }

    private static List<Draft> drafts(Recipe recipe, String... cells) {
        var columns = new LinkedHashMap<String, String>();
        for (int i = 0; i < cells.length; i += 2) {
            columns.put(cells[i], cells[i + 1]);
        }
        return new EntryMapper("m.csv", recipe, mapping(columns.keySet().toArray(String[]::new)))
                .map(new Row.Entry(7, 9, columns));
    }
}
