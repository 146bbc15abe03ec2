package io.darkroom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/// A manifest and its job file as chance makes them: columns and their order, the format, ids, hostile
/// texts, options, variants, templates of prompt and key, tries, and rows that cannot be used.
///
/// @param rows the cells of each entry by column, as they were written
/// @param variants the names of what is made of each entry, in order
final class RandomCatalog {

    /// Prompts with these words go wrong at the provider, and are charged.
    static final List<String> FAULTS = List.of("prompt~overcast=503:billed:once",
            "prompt~foggy=reset:once", "prompt~hail=cut-image", "prompt~stormy=bad-json:once");

    private static final List<String> WEATHER = List.of("overcast", "foggy", "hail", "stormy");
    private static final List<String> EXTRAS = List.of("Weight (kg)", "Farbe", "色", "status", "Row",
            "cost_usd", "columns.status", "=sum", "a;b", "x,y", "q\"t", "Brand");
    private static final int[] SIGNS = "aB0 .-_!%/\\:?*\"'<>|;,\n\t=+@＝äß中👩\r".codePoints()
            .toArray();

    private final Random random;
    private final String name;
    private final List<String> columns = new ArrayList<>();
    private final List<Map<String, String>> rows = new ArrayList<>();
    private final List<String> variants = new ArrayList<>();

    RandomCatalog(long seed) {
        random = new Random(seed);
        name = "catalog-" + Long.toUnsignedString(seed);
        chooseColumns();
        int count = 1 + random.nextInt(6);
        for (int i = 1; i <= count; i++) {
            rows.add(row(i));
        }
    }

    /// The columns in their order.
    List<String> columns() {
        return columns;
    }

    /// The cells of each entry by column, as they were written.
    List<Map<String, String>> rows() {
        return rows;
    }

    /// The names of what is made of each entry, in order; known once the job is written.
    List<String> variants() {
        return variants;
    }

    private void chooseColumns() {
        columns.addAll(List.of("title", "note"));
        for (var column : List.of(one("id", "ID"), "quality", "aspect_ratio", "output_format",
                "image")) {
            if (random.nextBoolean()) {
                columns.add(column);
            }
        }
        EXTRAS.stream().filter(_ -> chance(25)).forEach(columns::add);
        Collections.shuffle(columns, random);
    }

    private Map<String, String> row(int number) {
        var row = new LinkedHashMap<String, String>();
        for (var column : columns) {
            row.put(column, switch (column) {
                case "id", "ID" -> id(number);
                case "title" -> chance(8) ? one("", " ") : text();
                case "note" -> "n" + number + (chance(4) ? " " + one(WEATHER) : "");
                case "quality" -> one("low", "", "medium", " HIGH", chance(10) ? "hihg" : "low");
                case "aspect_ratio" -> one("1:1", "", "4:5", chance(5) ? "7:5" : "16:9");
                case "output_format" -> one("png", "", "jpeg", chance(5) ? "gif" : "webp");
                case "image" -> one("mug.png", "", "", chance(10) ? "gone.png" : "");
                default -> text();
            });
        }
        return row;
    }

    private String id(int number) {
        if (chance(6)) {
            return one("", "A-1", "x".repeat(250), "a\nb");
        }
        return one("A-", "ä", "../", "a b/", "=1+", "'", "👩", "!2e", "A-1-") + number;
    }

    private String text() {
        var text = new StringBuilder();
        random.ints(random.nextInt(10), 0, SIGNS.length)
                .forEach(i -> text.appendCodePoint(SIGNS[i]));
        return text.toString();
    }

    /// Writes job file and manifest.
    Path write(Path folder) throws IOException {
        var ending = one("csv", "csv", "tsv", "txt", "jsonl", "json");
        var manifest = folder.resolve(name + "." + ending);
        Files.writeString(manifest, switch (ending) {
            case "jsonl" -> lines(rows.stream().map(RandomCatalog::json).toList());
            case "json" -> rows.stream().map(RandomCatalog::json)
                    .collect(Collectors.joining(",\n", "[", "]"));
            case "csv" -> table(one(",", ";"));
            case "tsv" -> table("\t");
            default -> table("|");
        });
        return Files.writeString(folder.resolve(name + ".yaml"), job(manifest));
    }

    private static String json(Map<String, String> row) {
        return JsonMapper.shared().writeValueAsString(row);
    }

    private static String lines(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }

    private String table(String delimiter) {
        var records = new ArrayList<List<String>>();
        records.add(columns);
        rows.forEach(row -> records.add(List.copyOf(row.values())));
        return lines(records.stream().map(record -> record.stream()
                .map(cell -> quoted(cell, delimiter)).collect(Collectors.joining(delimiter)))
                .toList());
    }

    private String quoted(String cell, String delimiter) {
        boolean needed = cell.contains(delimiter) || cell.matches("(?s).*[\"\r\n].*");
        return needed || chance(10) ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }

    private String job(Path manifest) {
        return """
            manifest: %s
            prompt: "%s"
            defaults: {quality: low}
            limits: {requests_per_minute: 60000, concurrency: 16, max_tries: %d, on_unknown: %s}
            results: {guard: %s}
            """.formatted(manifest, one("{{title | default: 'a mug'}} {{note}}", "{{note}}",
                "{% if title %}{{title | strip_newlines}}{% endif %} {{note}}",
                "{{title}} {{note}}"), 1 + random.nextInt(3), chance(20) ? "retry" : "hold",
                one("on", "off")) + made() + key();
    }

    private String made() {
        return switch (random.nextInt(6)) {
            case 0 -> made("variants: [{name: studio}, {name: home, quality: medium}]\n", "studio",
                    "home");
            case 1 -> made("matrix: {tone: [dark, light], quality: [low, high]}\n", "dark-low",
                    "dark-high", "light-low", "light-high");
            case 2 -> made("n: 2\n", "1", "2");
            default -> made("", "");
        };
    }

    private String made(String keys, String... names) {
        variants.addAll(List.of(names));
        return keys;
    }

    private String key() {
        var variant = variants.size() > 1 ? "-{{variant}}" : "";
        var key = one("", "{{job}}/{{run}}/{{row}}%s.{{ext}}",
                "{{run}}/{{note}}%s-{{id}}.{{ext}}",
                "{{job}}/{{run}}/{{title | default: 'none' | truncate: 5}}%s",
                "{{run}}/{{hash}}%s",
                "x/{{run}}/{%% if title %%}{{title}}{%% else %%}no{%% endif %%}%s/{{id}}.{{ext}}");
        return key.isEmpty() ? "" : "output: {key: \"" + key.formatted(variant) + "\"}\n";
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private String one(String... texts) {
        return one(List.of(texts));
    }

    private String one(List<String> texts) {
        return texts.get(random.nextInt(texts.size()));
    }
}
