package io.darkroom.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// Letters of 5 × 7 dots, so that text can be drawn where there is no font.
final class Glyphs {

    /// From one letter's left edge to the next one's, in dots.
    static final int STEP = 6;
    /// Height of a letter in dots.
    static final int HEIGHT = 7;

    private final Map<Character, String[]> rows = new HashMap<>();

    Glyphs() {
        try (InputStream in = Objects
                .requireNonNull(Glyphs.class.getResourceAsStream("glyphs.txt"))) {
            new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines()
                    .forEach(line -> rows.put(line.charAt(0), line.substring(2).split(" ", -1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Draws a line of text; what has no glyph is left blank, what does not fit is cut off.
    void write(Canvas canvas, String text, int x, int y, int scale, int rgb) {
        var upper = text.toUpperCase(Locale.ROOT);
        for (int i = 0; i < upper.length(); i++) {
            var glyph = rows.get(upper.charAt(i));
            if (glyph != null) {
                glyph(canvas, glyph, x + i * STEP * scale, y, scale, rgb);
            }
        }
    }

    private static void glyph(Canvas canvas, String[] glyph, int x, int y, int scale, int rgb) {
        for (int row = 0; row < HEIGHT; row++) {
            for (int column = 0; column < glyph[row].length(); column++) {
                if (glyph[row].charAt(column) == '#') {
                    canvas.fill(x + column * scale, y + row * scale, scale, scale, rgb);
                }
            }
        }
    }
}
