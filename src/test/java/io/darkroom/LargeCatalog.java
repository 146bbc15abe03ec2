package io.darkroom;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A shop's catalog of any size: eight columns and about 350 characters a row, each row another product.
///
/// @param folder where the manifests and their jobs are written
record LargeCatalog(Path folder, int rows) {

    static final int COLUMNS = 8;

    private static final String HEADER = "id,title,description,brand,category,price,background,quality";

    private static final String[] KINDS = {"mug", "lamp", "chair", "bag", "vase", "clock"};
    private static final String[] BACKGROUNDS = {"pale oak", "white", "grey linen", "concrete"};
    private static final String DESCRIPTION = "Made by hand in a small workshop, from clay that is dug"
            + " within sight of it; the glaze, \"ember\", runs a little differently on every piece."
            + " Dishwasher-safe, 340 ml, 11 cm high, in a box of recycled paper";

    /// Writes `<name>.csv`.
    Path csv(String name) throws IOException {
        var file = folder.resolve(name + ".csv");
        try (var out = Files.newBufferedWriter(file)) {
            out.write(HEADER + "\n");
            for (int row = 1; row <= rows; row++) {
                csv(out, row);
            }
        }
        return file;
    }

    private static void csv(BufferedWriter out, int row) throws IOException {
        out.write(
                "SKU-%07d,%s,\"%s, no. %d\",Kiln & Co,Home > Kitchen,%d.90,%s,low\n".formatted(row,
                        title(row), DESCRIPTION.replace("\"", "\"\""), row, row % 90 + 9,
                        BACKGROUNDS[row % BACKGROUNDS.length]));
    }

    /// Writes `<name>.jsonl`, the same products.
    Path jsonLines(String name) throws IOException {
        var file = folder.resolve(name + ".jsonl");
        try (var out = Files.newBufferedWriter(file)) {
            for (int row = 1; row <= rows; row++) {
                out.write(json(row) + "\n");
            }
        }
        return file;
    }

    private static String json(int row) {
        return """
            {"id":"SKU-%07d","title":"%s","description":"%s, no. %d","brand":"Kiln & Co",\
            "category":"Home > Kitchen","price":%d.90,"background":"%s","quality":"low"}"""
                .formatted(row, title(row), DESCRIPTION.replace("\"", "\\\""), row, row % 90 + 9,
                        BACKGROUNDS[row % BACKGROUNDS.length]);
    }

    private static String title(int row) {
        return "Ember stoneware %s %d".formatted(KINDS[row % KINDS.length], row);
    }

    /// Writes a job that makes one image of each row from a template.
    Path job(String name, Path manifest) throws IOException {
        return Files.writeString(folder.resolve(name + ".yaml"), """
            manifest: %s
            provider: sandbox
            prompt: "Studio photo of {{title}} by {{brand}} on {{background}}: {{description}}"
            defaults: {quality: medium, resolution: 1k, aspect_ratio: "1:1", output_format: png}
            limits: {requests_per_minute: 10, concurrency: 1}
            """.formatted(manifest.getFileName()));
    }
}
