package io.darkroom.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTests {

    private static final Map<String, String> COLUMNS = Map.of("title", "Red Mug", "brand", " ",
            "Weight (kg)", "0.4", "Body (HTML)",
            "<p>Hand&shy;made &amp; <b>b</b>ig</p><p>2 < 3</p><script>x()</script>", "tricky",
            "{{title}} {brand}", "Product Name", "mUG éa", "lines", "one\\ntwo\r\n three", "data",
            "{\"size\":[1,{\"w\":20}]}");
    private static final Map<String, String> VALUES = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    static {
        VALUES.putAll(COLUMNS);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "->", quoteCharacter = '`', textBlock = """
        Photo of {{title}}                         -> Photo of Red Mug
        {{ title }}, {{title}}!                    -> Red Mug, Red Mug!
        {{Product Name}}                           -> mUG éa
        {{ "Weight (kg)" }} kg                     -> 0.4 kg
        {{Weight (kg)}} kg                         -> 0.4 kg
        {{brand | default: "the maker"}}           -> the maker
        by {{brand | default: 'a | b }}'}}         -> by a | b }}
        {{title | default: "x" | upcase}}          -> RED MUG
        {{title | downcase}}                       -> red mug
        {{Product Name | capitalize}}              -> Mug éa
        [{{brand | strip | default: ""}}]          -> []
        {{title | truncate: 6}}                    -> Red...
        {{title | truncate: 4, "…"}}               -> Red…
        {{title | replace: "Red", "Blue"}}         -> Blue Mug
        {{Body (HTML) | strip_html}}               -> Hand&shy;made & big 2 < 3
        {{title | split: " " | first}}             -> Red
        {{title | split: " " | last | upcase}}     -> MUG
        {{title | split: " " | join: "+"}}         -> Red+Mug
        {{title | truncatewords: 1}}               -> Red...
        {{title | url_encode}}                     -> Red+Mug
        {{lines | strip_newlines}}                 -> one two three
        {{data.size[1].w}} wide                    -> 20 wide
        {% if brand %}by {{brand}}{% endif %}x     -> x
        {% if title %}A {{title}}{% else %}B{% endif %} -> A Red Mug
        {% if brand == "" %}B{% endif %}           -> B
        {% if title contains "mug" %}{% if brand %}1{% else %}2{% endif %}{% endif %} -> 2
        {% if "Weight (kg)" %}x{% endif %}         -> x
        {{tricky}}                                 -> {{title}} {brand}
        50% {a: 1} [x] $5 <b> $x «y»               -> 50% {a: 1} [x] $5 <b> $x «y»
        """)
    void fillsIn(String template, String text) {
        var rendered = Template.parse(template).render(VALUES);

        assertThat(rendered.blank()).isEmpty();
        assertThat(rendered.text()).isEqualTo(text);
    }

    @Test
    void findsColumnsWhateverTheirCase() {
        var template = Template.parse("{{TITLE}}");

        assertThat(template.complaint(COLUMNS.keySet())).isEmpty();
        assertThat(template.render(VALUES).text()).isEqualTo("Red Mug");
    }

    @Test
    void namesTheBlankColumnsWithoutADefault() {
        var rendered = Template.parse("{{brand}} {{title}}").render(COLUMNS);

        assertThat(rendered.blank()).containsExactly("brand");
    }

    @Test
    void saysWhatStandsInEveryText() {
        var template = Template
                .parse("a/{{x}}{{y | strip}}{% if z = 1 %}b{{w}}{% else %}c{% endif %}d");

        assertThat(template.names()).containsExactlyInAnyOrder("w", "x", "y", "z");
        assertThat(template.certain()).containsExactly("x");
        assertThat(template.outline("-")).isEqualTo("a/---d");
        assertThat(template.conditional()).containsExactly("b", "c");
    }

    @Test
    void givesValuesAnotherForm() {
        assertThat(Template.parse("<{{title | upcase}}>").render(VALUES, text -> "[" + text + "]")
                .text()).isEqualTo("<[RED MUG]>");
    }

    @Test
    void namesTheNearestColumn() {
        assertThat(Template.parse("{{titel}}").complaint(List.of("id", "title"))).hasValue(
                "there is no column \"titel\"; did you mean {{title}}? (columns: id, title)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{title}", "${title}", "%Title%", "[title]", "*|TITLE|*", "{ title }",
            "<title>", "<<Title>>", "«title»", "$title", "%%title%%", "[[title]]"})
    void asksWhetherAnotherStyleWasMeant(String template) {
        assertThat(Template.parse("Photo of " + template).complaint(List.of("title")))
                .hasValueSatisfying(text -> assertThat(text).containsIgnoringCase(
                        "did you mean {{title}}?"));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "->", quoteCharacter = '`', textBlock = """
        {{title                          -> ends in }}
        {{title {{brand}}                -> ends in }}
        {{}}                             -> no column is named
        {{{title}}}                      -> with two
        {{title | uppercase}}            -> did you mean upcase?
        {{title | default: brand}}       -> stands in quotes
        {{title | default}}              -> default: "…"
        {{title | truncate: "x"}}        -> truncate: 80
        {{title | replace: "a"}}         -> replace: "…", "…"
        {{title | default: "x}}          -> quote is not closed
        {{"title" brand}}                -> ends in }}
        {% if title %}x                  -> {% endif %} is missing
        {% if title %}x{% else %}y       -> {% endif %} is missing
        x{% endif %}                     -> without {% if
        {% for title %}x{% endfor %}     -> only {% if column %}
        {% if title x                    -> %} is missing
        {% if %}x{% endif %}             -> a column is missing
        """)
    void refusesWhatIsNoTemplate(String template, String words) {
        assertThatThrownBy(() -> Template.parse(template)).isInstanceOf(TemplateError.class)
                .hasMessageContaining(words);
    }
}
