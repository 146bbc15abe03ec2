package io.darkroom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A shop's whole range as WooCommerce exports it: 47 columns, most of them short or blank, and about 1,200
/// characters a row, each row another product.
///
/// @param folder where the manifest and its job are written
record LargeExport(Path folder, int rows) {

    static final int COLUMNS = 47;

    private static final String HEADER = """
        ID,Type,SKU,"GTIN, UPC, EAN, or ISBN",Name,Published,"Is featured?","Visibility in catalog",\
        "Short description",Description,"Date sale price starts","Date sale price ends","Tax status",\
        "Tax class","In stock?",Stock,"Low stock amount","Backorders allowed?","Sold individually?",\
        "Weight (kg)","Length (cm)","Width (cm)","Height (cm)","Allow customer reviews?","Purchase note",\
        "Sale price","Regular price",Categories,Tags,"Shipping class",Images,"Download limit",\
        "Download expiry days",Parent,"Grouped products",Upsells,Cross-sells,"External URL","Button text",\
        Position,Brands,"Attribute 1 name","Attribute 1 value(s)","Attribute 1 visible",\
        "Attribute 1 global","Attribute 1 default","Meta: _care"
        """;
    private static final String DESCRIPTION = """
        <p>Made by hand in a small workshop, from clay that is dug within sight of it; the glaze, ""ember"", \
        runs a little differently on every piece, so that no two are alike.</p>\\n<ul>\\n<li>Dishwasher-safe, \
        oven-safe up to 180 °C</li>\\n<li>Holds 340 ml, 11 cm high, 9 cm across</li>\\n<li>Comes in a box of \
        recycled paper, without plastic</li>\\n</ul>\\n<p>The clay is weathered over a winter, thrown on a \
        kick wheel, dried for two weeks and fired twice. What breaks in the kiln is ground and goes into the \
        next batch. Number\s""";
    private static final String IMAGE = "https://shop.example/wp-content/uploads/2026/03/ember-stoneware";

    /// Writes `<name>.csv`.
    Path csv(String name) throws IOException {
        var file = folder.resolve(name + ".csv");
        try (var out = Files.newBufferedWriter(file)) {
            out.write(HEADER);
            for (int row = 1; row <= rows; row++) {
                out.write(line(row));
            }
        }
        return file;
    }

    private static String line(int row) {
        return row + ",simple,EMB-" + row + ",,Ember stoneware mug " + row + ",1,0,visible,"
                + "\"Stoneware, thrown and glazed by hand\",\"" + DESCRIPTION + row
                + ".</p>\",,,taxable,,1," + row % 40
                + ",,0,0,0.41,9,9,11,1,,,24.90,\"Kitchen, Kitchen > Mugs\",\"stoneware, mug, ember\",,\""
                + IMAGE + '-' + row + "-front.jpg, " + IMAGE + '-' + row
                + "-side.jpg\",,,,,,,,,0,Kiln & Co,Glaze,\"Ember, Slate\",1,1,Ember,no abrasive pads\n";
    }

    /// Writes a job that makes one image of each row from a template, and none from the shop's.
    Path job(String name, Path manifest) throws IOException {
        return Files.writeString(folder.resolve(name + ".yaml"), """
            manifest: %s
            provider: sandbox
            columns: {image: ""}
            prompt: "Studio photo of {{title}} on a plain white background"
            limits: {requests_per_minute: 10, concurrency: 1}
            """.formatted(manifest.getFileName()));
    }
}
