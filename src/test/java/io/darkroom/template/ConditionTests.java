package io.darkroom.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTests {

    private static final Map<String, String> VALUES = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    static {
        VALUES.putAll(Map.of("Status", "Active", "image", " ", "Price", "9.90", "Stock Level", "10",
                "in stock?", "yes", "Title", "Red and blue mug", "data", "{\"kind\":\"mug\"}"));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "->", quoteCharacter = '`', textBlock = """
        status = active and image is empty              -> true
        status = active and image is not empty          -> false
        status = draft or price > 9                     -> true
        status = draft or price > 9 and image is empty  -> true
        (status = draft or price > 9) and not image is empty -> false
        price >= 9.9                                    -> true
        price < 10.0                                    -> true
        Stock Level > 9                                 -> true
        Stock Level != 10                               -> false
        price = 9.9                                     -> true
        title contains MUG                              -> true
        title not contains mug                          -> false
        title starts with red                           -> true
        title ends with mug                             -> true
        status in (draft, active)                       -> true
        status not in ("draft", 'archived')             -> true
        "in stock?" = yes                               -> true
        title = "red and blue mug"                      -> true
        image < 5                                       -> false
        data.kind = mug                                 -> true
        """)
    void holdsOrNot(String condition, boolean holds) {
        assertThat(ConditionParser.parse(condition).holds(VALUES)).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "->", quoteCharacter = '`', textBlock = """
        status                    -> after "status" stands =
        status =                  -> a text is missing before the end
        status is                 -> "empty" is missing before the end
        = active                  -> a column is missing before = active
        status = "active          -> a quote is not closed
        (status = active          -> ")" is missing before the end
        status = active)          -> what follows is not understood: )
        status in active          -> "(" is missing before active
        """)
    void saysWhatIsMissing(String condition, String complaint) {
        assertThatThrownBy(() -> ConditionParser.parse(condition))
                .isInstanceOf(TemplateError.class).hasMessageContaining(complaint);
    }
}
