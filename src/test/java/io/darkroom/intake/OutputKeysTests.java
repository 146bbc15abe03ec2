package io.darkroom.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.item.Problem;
import io.darkroom.item.UnusableInput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputKeysTests {

    private static final String RUN = "20261122-153042-7f3a9c";
    private static final String HOSTILE = "aA0.-_!%/\\ :?*\"'<>|\n\t\u0000äß中👩";
    private static final String PLAIN = "{{job}}/{{run}}/{{id}}.{{ext}}";

    @ParameterizedTest
    @CsvSource({"A-1, A-1", "ear ring, ear!20ring", "../../etc, ..!2f..!2fetc", "., !2e",
            ".., !2e!2e", "a/b, a!2fb", "ä, !c3!a4", "50%, 50!25", "wow!, wow!21",
            "x\\y, x!5cy"})
    void keepsIdsReadable(String id, String shown) {
        assertThat(key(id)).isEqualTo("shop/" + RUN + "/" + shown + ".png");
    }

    @Test
    void fillsInAllThatATemplateMayName() {
        assertThat(new Drafts("{{job}}/{{ run }}/{{row}}-{{id}}-{{variant}}-{{hash}}.{{ext}}")
                .key(Drafts.draft(7, "A-1", "studio", Map.of())))
                .isEqualTo("shop/" + RUN + "/7-A-1-studio-"
                        + Drafts.FINGERPRINT.hash().hex().substring(0, 16) + ".png");
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "->", quoteCharacter = '`', textBlock = """
        {{Title}}                                        -> Red!20Mug
        {{ "Weight (kg)" }}                              -> 1.5
        {{title | downcase | replace: " ", "-"}}         -> red-mug
        {{blank | default: "none"}}                      -> none
        {{more.colour[0]}}                               -> teal
        {{tone}}                                         -> dark
        {% if blank %}x{% else %}{{tone}}{% endif %}     -> dark
        {{ID}}                                           -> A-1
        {{Row}}                                          -> 1
        """)
    void fillsInColumnsAsOtherTemplatesDo(String place, String shown) {
        var drafts = new Drafts("{{run}}/" + place, "Title", "Weight (kg)", "blank", "more", "row",
                "tone");
        assertThat(drafts.key(Drafts.draft(1, "A-1", "", Map.of("Title", "Red Mug", "Weight (kg)",
                "1.5", "blank", " ", "more", "{\"colour\":[\"teal\"]}", "row", "x", "tone",
                "dark")))).isEqualTo(RUN + "/" + shown);
    }

    @Test
    void refusesAColumnThatTheHeaderHasNot() {
        assertThatThrownBy(() -> new Drafts("{{run}}/{{titel}}", "SKU", "Title"))
                .isInstanceOf(UnusableInput.class)
                .hasMessageStartingWith("shop.csv: output.key \"{{run}}/{{titel}}\": there is no"
                        + " column \"titel\"; did you mean {{Title}}? (columns: SKU, Title, job");
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "->", quoteCharacter = '`', textBlock = """
        {{run}}/{{sku}}               -> sku: is blank and has no default
        {{run}}/{{skv}}               -> there is no column "skv"; did you mean {{sku}}?
        {{run}}/{{sku | default: ""}} -> stands something other than . and ..
        {{run}}/{{sku | default: ""}}.-> stands something other than . and ..
        {{run}}/{{long}}/{{long}}/{{long}}/{{long}}/{{long}}/{{long}}/{{long}} -> at most 1024
        {{run}}/{{long}}{{long}}      -> 255 between two /
        {{job}}/{{run}}/{{file}}      -> the results of the run are at shop/
        {{job}}/{{run}}/{{file}}/{{id}} -> the results of the run are at shop/
        {{job}}/{{run}}{{sku | default: ""}} -> the results of the run are at shop/
        """)
    void complainsOfARowThatHasNoKey(String template, String complaint) {
        var problems = new ArrayList<Problem>();
        var key = new Drafts(template).key(Drafts.draft(1, "A-1", "", Map.of("sku", "", "long",
                "x".repeat(300), "file", "results.csv")), problems);
        assertThat(key).isEmpty();
        assertThat(problems).singleElement().extracting(Problem::sentence).asString()
                .startsWith("shop.csv:2: ").contains(complaint);
    }

    @Test
    void differentValuesGiveDifferentKeysAndAllAreSafe() {
        var random = new Random(42);
        var drafts = new Drafts("{{job}}/{{run}}/{{name}}.{{ext}}", "name");
        Map<String, String> seen = new HashMap<>();
        for (int i = 0; i < 5_000; i++) {
            var name = text(random, 1 + random.nextInt(random.nextInt(10) == 0 ? 200 : 5)) + "x";
            for (var key : List.of(key(name), drafts.key(Drafts.draft(1, "A", "",
                    Map.of("name", name))))) {
                assertThat(key).matches("shop/" + RUN + "/[A-Za-z0-9._!-]{1,200}\\.png")
                        .doesNotContain("/./", "/../");
                assertThat(seen.computeIfAbsent(key, _ -> name)).isEqualTo(name);
            }
        }
    }

    private static String text(Random random, int length) {
        var text = new StringBuilder();
        var points = HOSTILE.codePoints().toArray();
        random.ints(length, 0, points.length).forEach(i -> text.appendCodePoint(points[i]));
        return text.toString();
    }

    @Test
    void anIdThatLooksLikeAShortenedOneIsNotTakenForIt() {
        for (var id : List.of("ä".repeat(100), "x".repeat(199) + "ä")) {
            var shortened = key(id).replaceFirst(".*/", "").replaceFirst("\\.png$", "");
            assertThat(key(shortened)).isNotEqualTo(key(id));
        }
    }

    @Test
    void theLongestNamesFitAFileSystem() {
        var key = new Drafts("{{job}}/{{run}}/{{id}}-{{variant}}.{{ext}}")
                .key(Drafts.draft(1, "ä".repeat(200), "v".repeat(64), Map.of()));
        assertThat(key.split("/")).allMatch(part -> part.length() <= 255);
    }

    @Test
    void whereThereAreNoVariantsTheirPlaceStaysEmpty() {
        assertThat(new Drafts("{{run}}/{{id}}{{variant}}.{{ext}}")
                .key(Drafts.draft(1, "A", "", Map.of()))).isEqualTo(RUN + "/A.png");
    }

    private static String key(String id) {
        return new Drafts(PLAIN).key(Drafts.draft(1, id, "", Map.of()));
    }
}
