package io.darkroom.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.item.ImageOptions;
import io.darkroom.item.Instruction;
import io.darkroom.manifest.Draft;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputKeysTests {

    private static final String RUN = "20261122-153042-7f3a9c";
    private static final String HOSTILE = "aA0.-_!%/\\ :?*\"'<>|\n\t\u0000äß中👩";

    private final OutputKeys keys = keys("{{job}}/{{run}}/{{id}}.{{ext}}");

    @ParameterizedTest
    @CsvSource({"A-1, A-1", "ear ring, ear!20ring", "../../etc, ..!2f..!2fetc", "., !2e",
            ".., !2e!2e", "a/b, a!2fb", "ä, !c3!a4", "50%, 50!25", "wow!, wow!21",
            "x\\y, x!5cy", "'', ''"})
    void keepsIdsReadable(String id, String shown) {
        assertThat(key(id)).isEqualTo("shop/" + RUN + "/" + shown + ".png");
    }

    @Test
    void fillsInAllThatATemplateMayName() {
        assertThat(keys("{{job}}/{{ run }}/{{row}}-{{id}}-{{variant}}.{{ext}}")
                .of(draft(7, "A-1", "studio"))).isEqualTo("shop/" + RUN + "/7-A-1-studio.png");
    }

    @Test
    void differentIdsGiveDifferentKeysAndAllAreSafe() {
        var random = new Random(42);
        Map<String, String> seen = new HashMap<>();
        for (int i = 0; i < 5_000; i++) {
            var id = text(random, 1 + random.nextInt(random.nextInt(10) == 0 ? 200 : 5));
            var key = key(id);
            assertThat(key).matches("shop/" + RUN + "/[A-Za-z0-9._!-]{1,200}\\.png")
                    .doesNotContain("/./", "/../");
            assertThat(seen.computeIfAbsent(key, _ -> id)).isEqualTo(id);
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
        var keys = new OutputKeys(Jobs.keyed("{{job}}/{{run}}/{{id}}-{{variant}}.{{ext}}"), RUN);
        var key = keys.of(draft(1, "ä".repeat(200), "v".repeat(64)));
        assertThat(key.split("/")).allMatch(part -> part.length() <= 255);
    }

    private String key(String id) {
        return keys.of(draft(1, id, ""));
    }

    private static OutputKeys keys(String template) {
        return new OutputKeys(Jobs.keyed(template), RUN);
    }

    private static Draft draft(long row, String id, String variant) {
        return new Draft(row, row + 1, id, variant, Optional.of(new Instruction.Generate("kite")),
                ImageOptions.DEFAULT, Map.of(), List.of());
    }
}
