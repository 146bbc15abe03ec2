package io.darkroom.sandbox;

import io.darkroom.item.PixelSize;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// Draws an order: a gradient and discs that depend on the prompt alone, the input images, the
/// prompt's first words, and SANDBOX.
final class Artist {

    private static final int INK = 0xffffff;
    private static final int BAND = 0x202428;

    private final Glyphs glyphs = new Glyphs();

    Canvas draw(Order order, List<BufferedImage> inputs) {
        PixelSize size = order.options().size();
        var canvas = new Canvas(size.width(), size.height());
        var random = new SplittableRandom(Long.parseUnsignedLong(
                order.promptSha256().hex().substring(0, 16), 16));
        canvas.gradient(colour(random), colour(random));
        for (int i = 0; i < 5; i++) {
            int radius = 1 + random.nextInt(Math.min(size.width(), size.height()) / 5);
            canvas.disc(random.nextInt(size.width()), random.nextInt(size.height()), radius,
                    colour(random));
        }
        paste(canvas, inputs);
        caption(canvas, order.prompt());
        return canvas;
    }

    private static int colour(RandomGenerator random) {
        return 0x404040 + (random.nextInt(0x1000000) & 0x9f9f9f);
    }

    private static void paste(Canvas canvas, List<BufferedImage> inputs) {
        int columns = inputs.size() > 1 ? 2 : 1;
        int edge = Math.min(canvas.width(), canvas.height()) / (columns + 1);
        for (int i = 0; i < inputs.size(); i++) {
            int x = (canvas.width() - columns * edge) / 2 + i % columns * edge;
            int y = canvas.height() / 8 + i / columns * edge;
            canvas.paste(inputs.get(i), x, y, edge - 8, edge - 8);
        }
    }

    private void caption(Canvas canvas, String prompt) {
        int scale = Math.max(2, canvas.width() / 240);
        int line = (Glyphs.HEIGHT + 3) * scale;
        int columns = canvas.width() / (Glyphs.STEP * scale) - 2;
        var lines = lines(prompt, columns);
        int top = canvas.height() - (lines.size() + 1) * line - scale;
        canvas.fill(0, top - 2 * scale, canvas.width(), canvas.height(), BAND);
        glyphs.write(canvas, "SANDBOX", Glyphs.STEP * scale, top, scale, 0xffc857);
        for (int i = 0; i < lines.size(); i++) {
            glyphs.write(canvas, lines.get(i), Glyphs.STEP * scale, top + (i + 1) * line, scale,
                    INK);
        }
    }

    /// The first words, at most three lines.
    private static List<String> lines(String prompt, int columns) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var word : prompt.substring(0, Math.min(prompt.length(), 4 * columns)).split("\\s+",
                -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > columns) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines.subList(0, Math.min(3, lines.size()));
    }
}
