package io.darkroom.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.item.AspectRatio;
import io.darkroom.item.Guard;
import io.darkroom.item.ImageOptions;
import io.darkroom.item.Layout;
import io.darkroom.item.OutputFormat;
import io.darkroom.item.Quality;
import io.darkroom.item.Recipe.Variant;
import io.darkroom.item.Resolution;
import io.darkroom.item.UnusableInput;
import io.darkroom.item.Usd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobFilesTests {

    private static final String FULL = """
        name: spring-catalog
        manifest: ../samples/catalog.csv
        provider: hinow
        model: openai/gpt-image-2-edit
        prompt: "Photo of {{title}}"
        images: ["{{image_url}}"]
        defaults: {quality: high, resolution: 2k, aspect_ratio: 3:2, output_format: jpg}
        variants:
          - {name: studio}
          - {name: lifestyle, prompt: "{{title}} in use", aspect_ratio: "4:5"}
        limits:
          requests_per_minute: 60
          concurrency: 16
          budget_usd: 25.00
          budget_usd_per_day: 40
          confirm_above_usd: 12
          max_tries: 5
          on_unknown: retry
        output: {key: "{{job}}/{{run}}/{{row}}-{{ variant }}.{{ext}}"}
        refresh: all
        results: {guard: off}
        schedule: {cron: "0 2 * * *", zone: UTC, catch_up: one}
        notify: {webhook: "https://hooks.example/x"}
        columns: {id: SKU, images: [Front, Back], image: ""}
        each: image
        where: status = active
        image_base: https://shop.example/media
        encoding: Windows-1252
        sheet: Items
        """;

    @TempDir
    Path folder;

    @Test
    void readsHowTheManifestIsLaidOut() {
        var layout = read(FULL).recipe().layout();

        assertThat(layout).isEqualTo(new Layout(Map.of("id", List.of("SKU"), "images",
                List.of("Front", "Back"), "image", List.of("")), Optional.of(Layout.Each.IMAGE),
                Optional.of("status = active"), Optional.of("https://shop.example/media"),
                Optional.of("windows-1252"), Optional.of("Items")));
    }

    @Test
    void timesVariantsWithTheMatrixAndTheNumberOfEach() {
        var variants = read("""
            manifest: a
            variants: [{name: studio, prompt: x}, {name: life}]
            matrix: {background: [pale oak, white], aspect_ratio: ["1:1", "4:5"]}
            n: 2
            """).recipe().variants();

        assertThat(variants).hasSize(16);
        assertThat(variants.getFirst()).isEqualTo(new Variant("studio-pale_oak-1x1-1", "x",
                Map.of("aspect_ratio", "1:1"), Map.of("background", "pale oak")));
        assertThat(variants).extracting(Variant::name).doesNotHaveDuplicates()
                .endsWith("life-white-4x5-2");
    }

    @Test
    void readsEveryKey() {
        var job = read(FULL);

        assertThat(job.name()).isEqualTo("spring-catalog");
        assertThat(job.manifest()).isEqualTo("../samples/catalog.csv");
        assertThat(job.folder()).isEqualTo(folder);
        assertThat(job.provider()).isEqualTo("hinow");
        assertThat(job.recipe().prompt()).isEqualTo("Photo of {{title}}");
        assertThat(job.recipe().images()).containsExactly("{{image_url}}");
        assertThat(job.recipe().defaults()).isEqualTo(new ImageOptions(Quality.HIGH, Resolution.K2,
                AspectRatio.R3_2, OutputFormat.JPEG));
        assertThat(job.recipe().variants()).containsExactly(
                new Variant("studio", null, Map.of()),
                new Variant("lifestyle", "{{title}} in use", Map.of("aspect_ratio", "4:5")));
        assertThat(job.limits())
                .isEqualTo(new Limits(60, 16, Optional.of(Usd.of("25")),
                        Optional.of(Usd.of("40")), Optional.of(Usd.of("12")), 5,
                        OnUnknown.RETRY));
        assertThat(job.outputKey()).isEqualTo("{{job}}/{{run}}/{{row}}-{{ variant }}.{{ext}}");
        assertThat(job.refresh()).isEqualTo(Refresh.ALL);
        assertThat(job.guard()).isEqualTo(Guard.OFF);
    }

    @Test
    void fillsInTheDefaults() {
        var job = read("manifest: a.csv\nlimits:\n");

        assertThat(job.name()).isEqualTo("my-job");
        assertThat(job.provider()).isEqualTo("sandbox");
        assertThat(job.model()).isEqualTo("openai/gpt-image-2-edit");
        assertThat(job.recipe().prompt()).isNull();
        assertThat(job.recipe().defaults()).isEqualTo(ImageOptions.DEFAULT);
        assertThat(job.limits()).isEqualTo(Limits.DEFAULT);
        assertThat(job.outputKey()).isEqualTo("{{job}}/{{run}}/{{id}}.{{ext}}");
        assertThat(job.refresh()).isEqualTo(Refresh.CHANGED);
        assertThat(job.guard()).isEqualTo(Guard.ON);
        assertThat(read("manifest: a\nvariants: [{name: x}]").outputKey())
                .isEqualTo("{{job}}/{{run}}/{{id}}-{{variant}}.{{ext}}");
    }

    @Test
    void comesBackFromJsonAsItWas() {
        var full = read(FULL);
        var plain = JobFiles.ofManifest("s3://bucket/a.csv", Map.of());

        assertThat(JobDefinition.fromJson(full.toJson())).isEqualTo(full);
        assertThat(JobDefinition.fromJson(plain.toJson())).isEqualTo(plain);
    }

    @Test
    void guardsTheResultsOfAJobThatWasWrittenDownBeforeItCouldSay() {
        var json = read(FULL).toJson().replace(",\"guard\":\"OFF\"", "")
                .replace("\"guard\":\"OFF\",", "");

        assertThat(json).doesNotContain("guard");
        assertThat(JobDefinition.fromJson(json).guard()).isEqualTo(Guard.ON);
    }

    @Test
    void takesAnyColumnIntoTheKey() {
        for (var key : List.of("{{run}}/{{ SKU }}.{{ext}}", "{{run}}/{{hash}}",
                "{{ \"Weight (kg)\" | default: \"0\" }}/{{run}}-{{row}}")) {
            assertThat(read("manifest: a\noutput:\n  key: '%s'\n".formatted(key)).outputKey())
                    .isEqualTo(key);
        }
        assertThatThrownBy(() -> read("manifest: a\nmatrix: {tone: [a, b]}\noutput:\n  key: "
                + "'{{run}}/{{variant}}/{{tone}}'\n")).hasMessageContaining("holds {{id}}");
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
        limits: {concurency: 4}    => 2: limits.concurency: unknown key; did you mean concurrency? (allowed: requests_per_minute, concurrency, budget_usd, budget_usd_per_day, confirm_above_usd, max_tries, on_unknown)
        promt: x                   => 2: promt: unknown key; did you mean prompt?
        variants: [{nme: x}]       => 2: variants[1].nme: unknown key; did you mean name?
        schedule: {corn: x}        => 2: schedule.corn: unknown key; did you mean cron?
        notify: {url: x}           => 2: notify.url: unknown key (allowed: webhook)
        limits: {concurrency: 0}   => 2: limits.concurrency "0": a whole number from 1 to 1024
        limits: {concurrency: 1.5} => 2: limits.concurrency "1.5": a whole number
        limits: {max_tries: 11}    => 2: limits.max_tries "11": a whole number from 1 to 10
        limits: {budget_usd_per_day: -1} => 2: limits.budget_usd_per_day "-1": US dollars
        limits: {budget_usd_per_dya: 1} => 2: limits.budget_usd_per_dya: unknown key; did you mean budget_usd_per_day?
        limits: {budget_usd: -1}   => 2: limits.budget_usd "-1": US dollars
        limits: {on_unknown: hodl} => 2: limits.on_unknown "hodl": one of hold, retry; did you mean hold?
        limits: 5                  => 2: limits "5": keys of requests_per_minute
        limits: [5]                => 2: limits: keys of requests_per_minute
        defaults: {quality: hihg}  => 2: defaults.quality "hihg": one of low, medium, high; did you mean high?
        variants: [{name: a b}]    => 2: variants[1].name "a b": 1 to 64 letters
        variants: [{name: a}, {name: A}] => 2: variants[2].name "A": another variant
        variants: [{prompt: a}]    => 2: variants[1].name: is missing
        variants: [a]              => 2: variants[1]: keys of name
        variants: a                => 2: variants "a": a list of
        matrix: [a]                => 2: matrix: keys such as title: Name
        matrix: {colour: []}       => 2: matrix: colour: one or more values
        matrix: {colour: [a b, a_b]} => 2: matrix: colour: one or more values whose letters
        n: 0                       => 2: n "0": a whole number from 1 to 100
        where: status              => 2: where "status": after "status" stands =
        each: picture              => 2: each "picture": one of product, row, image
        encoding: latin            => 2: encoding "latin": one of utf-8
        image_base: /media         => 2: image_base "/media": a folder below
        columns: a                 => 2: columns "a": keys such as title: Name
        name: "../x"               => 2: name "../x": 1 to 64 letters
        provider: HInow            => 2: provider "HInow": sandbox or hinow
        prompt: [a]                => 2: prompt: one value, not a list
        prompt: " "                => 2: prompt " ": is blank
        images: {a: b}             => 2: images: a list of texts
        images: [a, b, c, d, e]    => 2: images: at most 4 templates
        refresh: never             => 2: refresh "never": one of changed, all
        output: {key: "{{job}}"}   => 2: output.key "{{job}}": holds {{id}}, {{row}}, {{hash}} or a column
        output: {key: "{{id"}      => 2: output.key "{{id": a place for a column ends in }}
        output: {key: "{{id | upcse}}"} => 2: output.key "{{id | upcse}}": there is no filter "upcse"; did you mean upcase?
        output: {key: "../{{id}}"} => 2: output.key "../{{id}}": letters, digits
        output: {key: "x-{{id}}"}  => 2: output.key "x-{{id}}": holds {{run}}
        output: {key: "{{run | upcase}}{{id}}"} => 2: output.key "{{run | upcase}}{{id}}": holds {{run}}
        output: {key: "{% if id %}{{run}}{% endif %}{{id}}"} => 2: output.key "{% if id %}{{run}}{% endif %}{{id}}": holds {{run}}
        output: {key: "{% if a %}{{a}}/{% endif %}{{run}}"} => 2: output.key "{% if a %}{{a}}/{% endif %}{{run}}": a / stands outside
        output: {key: "{{run}}/{% if a %}b c{% endif %}"} => 2: output.key "{{run}}/{% if a %}b c{% endif %}": letters, digits
        output: {key: "/{{run}}/{{id}}"} => 2: output.key "/{{run}}/{{id}}": letters, digits
        output: {key: "{{run}}//{{id}}"} => 2: output.key "{{run}}//{{id}}": letters, digits
        results: {gaurd: off}      => 2: results.gaurd: unknown key; did you mean guard?
        results: {guard: of}       => 2: results.guard "of": one of on, off; did you mean on?
        output: {key: "a b{{id}}"} => 2: output.key "a b{{id}}": letters, digits
        manifest: b.csv            => 2: the key manifest stands twice
            name: [b                   => 3: not valid YAML: expected
        ? [a, b]                   => 2: a key is a plain word
        """)
    void refusesWithLineAndWhatIsAllowed(String line, String complaint) {
        var yaml = "manifest: a.csv\n" + line + "\n";

        assertThatThrownBy(() -> read(yaml)).isInstanceOf(UnusableInput.class)
                .hasMessageStartingWith(folder.resolve("my job.yaml") + ":")
                .hasMessageContaining(":" + complaint);
    }

    @Test
    void refusesAFileWithoutAManifest() {
        assertThatThrownBy(() -> read("name: x\n")).hasMessageContaining("manifest: is missing");
        assertThatThrownBy(() -> read("")).hasMessageContaining("keys and values");
        assertThatThrownBy(() -> read("manifest: ftp://a/b")).hasMessageContaining(":1: manifest");
        assertThatThrownBy(() -> JobFiles.read(folder.resolve("none.yaml"), Map.of()))
                .hasMessageContaining("no such file");
    }

    @Test
    void asksForTheVariantInTheKeyWhereThereAreVariants() {
        assertThatThrownBy(() -> read("""
            manifest: a
            variants: [{name: x}]
            output:
              key: "{{id}}.png"
            """)).hasMessageContaining(":4: output.key").hasMessageContaining("{{variant}}");
    }

    @Test
    void isNotBlownUpByAliases() {
        var yaml = new StringBuilder("manifest: a\nx0: &x0 [1, 1, 1, 1, 1, 1, 1, 1]\n");
        for (int i = 1; i < 9; i++) {
            yaml.append("x%d: &x%d [%s]\n".formatted(i, i, ("*x" + (i - 1) + ",").repeat(8)));
        }

        assertThatThrownBy(() -> read(yaml.toString())).isInstanceOf(UnusableInput.class);
        assertThatThrownBy(() -> read("manifest: &a [*a]")).isInstanceOf(UnusableInput.class);
    }

    @Test
    void letsSettingsOfTheCommandLineWin() {
        var job = read("manifest: a\nlimits: {concurrency: 4}\n",
                Map.of("quality", "low", "limits.concurrency", "9", "limits.budget_usd", "5",
                        "provider", "openai", "output.key", "{{run}}/{{id}}.{{ext}}"));

        assertThat(job.recipe().defaults().quality()).isEqualTo(Quality.LOW);
        assertThat(job.limits().concurrency()).isEqualTo(9);
        assertThat(job.limits().budget()).hasValue(Usd.of("5"));
        assertThat(job.provider()).isEqualTo("openai");
        assertThat(job.outputKey()).isEqualTo("{{run}}/{{id}}.{{ext}}");
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", textBlock = """
        limits.concurency  => 4 => --set: limits.concurency: unknown key; did you mean concurrency?
        quality            => x => --set: defaults.quality "x": one of low, medium, high
        qualty             => x => --set: qualty: unknown key
        variants.name      => x => --set: variants.name: unknown key
        limits             => 4 => --set: limits "4": keys of
        ..                 => 4 => --set: : unknown key
        """)
    void refusesWrongSettingsOfTheCommandLine(String key, String value, String complaint) {
        assertThatThrownBy(() -> read("manifest: a\nvariants: [{name: x}]\n", Map.of(key, value)))
                .isInstanceOf(UnusableInput.class).hasMessageStartingWith(complaint);
    }

    @ParameterizedTest
    @CsvSource({"dir/My catalog.csv.gz, My-catalog", "s3://bucket/in/items.jsonl, items",
            "https://x.example/a/b.json?sig=x/y, b", "-, stdin", ".csv, job", "plain, plain"})
    void namesAJobAfterItsManifest(String manifest, String name) {
        var job = JobFiles.ofManifest(manifest, Map.of("quality", "low"));

        assertThat(job.name()).isEqualTo(name);
        assertThat(job.manifest()).isEqualTo(manifest);
        assertThat(job.provider()).isEqualTo("sandbox");
        assertThat(job.recipe().defaults().quality()).isEqualTo(Quality.LOW);
        assertThat(job.folder()).isAbsolute();
    }

    private JobDefinition read(String yaml) {
        return read(yaml, Map.of());
    }

    private JobDefinition read(String yaml, Map<String, String> overrides) {
        try {
            var file = Files.writeString(folder.resolve("my job.yaml"), yaml);
            return JobFiles.read(file, overrides);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
