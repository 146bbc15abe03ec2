package io.darkroom;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/// A shop's catalog with a job of its folder's name; one row in ten has an input image.
final class NightlyCatalog {

    private static final int IMAGES = 10;

    private final Path folder;
    private final Random random;
    private final List<Product> products = new ArrayList<>();

    /// @param image the colour of its input image; below 0: none
    private record Product(int number, String prompt, int image) {

        boolean pictured() {
            return image >= 0;
        }

        String row() {
            return "sku-%d,%s,%s".formatted(number, prompt, pictured() ? file() : "");
        }

        String file() {
            return "image-" + number + ".png";
        }
    }

    /// @param rows at least 200
    NightlyCatalog(Path folder, int rows, long seed) {
        this.folder = folder;
        this.random = new Random(seed);
        IntStream.range(0, rows).forEach(this::add);
    }

    private void add(int number) {
        products.add(new Product(number, "Picture of product " + number,
                number % IMAGES == 0 ? number : -1));
    }

    /// Goes on by a day: some products ask for something else, some have another image under the same
    /// name, some are new, some are gone, and all are in another order.
    NightlyCatalog change(int prompts, int images, int added, int removed) {
        int next = products.size();
        Collections.shuffle(products, random);
        products.subList(0, removed).clear();
        replace(prompts, false);
        replace(images, true);
        IntStream.range(next, next + added).forEach(this::add);
        Collections.shuffle(products, random);
        return this;
    }

    private void replace(int count, boolean pictured) {
        int left = count;
        for (int i = 0; i < products.size() && left > 0; i++) {
            var product = products.get(i);
            if (product.pictured() == pictured) {
                products.set(i, new Product(product.number(),
                        product.prompt() + (pictured ? "" : " in red"),
                        pictured ? product.image() + 1 : -1));
                left--;
            }
        }
    }

    /// Writes manifest, images and job.
    ///
    /// @return the job file
    Path write() throws IOException {
        Files.createDirectories(folder);
        var lines = new ArrayList<String>(List.of("id,prompt,image"));
        for (var product : products) {
            lines.add(product.row());
            if (product.pictured()) {
                paint(product);
            }
        }
        Files.write(folder.resolve("catalog.csv"), lines);
        return Files.writeString(folder.resolve(folder.getFileName() + ".yaml"), """
            manifest: catalog.csv
            provider: sandbox
            defaults: {quality: low, resolution: 1k, output_format: jpeg}
            """);
    }

    private void paint(Product product) throws IOException {
        var image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, product.image());
        ImageIO.write(image, "png", folder.resolve(product.file()).toFile());
    }
}
