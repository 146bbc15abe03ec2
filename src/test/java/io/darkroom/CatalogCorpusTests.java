package io.darkroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Catalogs and texts of others, through the whole program by job files alone.
@Tag("corpus")
class CatalogCorpusTests {

    private static final Path DATA = Path.of("..", "shared", "data").toAbsolutePath().normalize();
    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir
    static Path home;

    private static TestDarkroom darkroom;

    @BeforeAll
    static void open() {
        darkroom = TestDarkroom.open(home.resolve("home"));
    }

    @AfterAll
    static void close() {
        darkroom.close();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
        bagisto-products.csv,                26, 0
        bagisto-products.xlsx,               26, 0
        dummyjson-products.json,            194, 0
        shopify-shape-solidus-products.csv,   1, 0
        shopware-products_with_variants.csv,  1, 1
        """)
    void runsACatalog(String name, int made, int twice) throws IOException {
        var said = run(name, DATA.resolve("catalogs").resolve(name), "columns: {image: \"\"}");

        assertThat(said.at("/succeeded").asInt()).isEqualTo(made);
        assertThat(said.at("/invalid").asInt()).isEqualTo(twice);
        assertThat(said.at("/items").asInt()).isEqualTo(made + twice);
    }

    /// What no program may trip over: as id, as prompt, as a cell, as the name of a column, and as
    /// names of a folder and a file.
    @Test
    void carriesTextsThatBreakPrograms() throws IOException {
        var texts = new ArrayList<String>();
        JSON.readTree(DATA.resolve("naughty-strings/blns.json").toFile())
                .forEach(text -> texts.add(text.asString()));
        var manifest = JSON.createArrayNode();
        texts.forEach(text -> manifest.addObject().put("id", text).put("title", text)
                .putObject("more").put(text, text));
        var file = home.resolve("naughty.json");
        JSON.writeValue(file.toFile(), manifest);

        var said = run("naughty", file, """
            columns: {image: ""}
            output: {key: "{{job}}/{{run}}/{{title}}/{{id}}.{{ext}}"}
            """);

        assertThat(said.at("/items").asInt()).isEqualTo(texts.size());
        assertThat(said.at("/failed").asInt() + said.at("/unknown").asInt()).isZero();
        var rows = items();
        assertThat(rows).hasSize(texts.size());
        assertThat(rows.stream().map(row -> row.at("/columns/title").asString()))
                .containsExactlyElementsOf(texts);
        var keys = rows.stream().map(row -> row.at("/output_key").asString(""))
                .filter(key -> !key.isEmpty()).toList();
        assertThat(keys)
                .allMatch(key -> key.matches("naughty/[0-9a-f-]+/[\\w.!-]+/[\\w.!-]+[.]png"));
        assertThat(new HashSet<>(keys)).hasSameSizeAs(keys).hasSize(said.at("/succeeded").asInt());
        assertThat(darkroom.execute("verify", "latest").code()).isZero();
    }

    private static List<JsonNode> items() {
        return darkroom.execute("items", "latest", "--format", "jsonl").text().lines()
                .<JsonNode>map(JSON::readTree).toList();
    }

    private static JsonNode run(String name, Path manifest, String more) throws IOException {
        var job = Files.writeString(home.resolve(name.replaceAll("[^a-z]", "-") + ".yaml"), """
            manifest: "%s"
            prompt: "Studio photo of {{title}}"
            limits: {requests_per_minute: 60000, concurrency: 16}
            %s
            """.formatted(manifest, more));
        return darkroom.execute("run", job.toString(), "--json", "--quiet").text().lines()
                .filter(line -> line.startsWith("{")).map(JSON::readTree).findFirst().orElseThrow();
    }
}
