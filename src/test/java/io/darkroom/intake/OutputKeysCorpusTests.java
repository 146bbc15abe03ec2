package io.darkroom.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// Texts that others have collected to break programs, as names of files.
@Tag("corpus")
class OutputKeysCorpusTests {

    private static final Path TEXTS = Path.of("..", "shared", "data", "naughty-strings",
            "blns.json");
    private static final String PREFIX = "shop/" + Drafts.RUN + "/";

    @ParameterizedTest
    @ValueSource(strings = {"{{id}}", "{{name | default: \"\"}}x"})
    void makesASafeKeyOfItsOwnOfEveryText(String place) {
        var drafts = new Drafts("{{job}}/{{run}}/" + place + ".{{ext}}", "name");

        var keys = texts().stream()
                .map(text -> drafts.key(Drafts.draft(1, text, "", Map.of("name", text)))).toList();

        assertThat(keys).hasSizeGreaterThan(450).doesNotHaveDuplicates().allSatisfy(
                key -> assertThat(key).matches(PREFIX + "[A-Za-z0-9._!-]{1,165}\\.png")
                        .doesNotContain("/./", "/../"));
    }

    /// Each once; blank cells have no key.
    private static List<String> texts() {
        var texts = new ArrayList<String>();
        JsonMapper.shared().readTree(TEXTS.toFile()).forEach(text -> texts.add(text.asString()));
        texts.removeIf(String::isBlank);
        return List.copyOf(new HashSet<>(texts));
    }
}
