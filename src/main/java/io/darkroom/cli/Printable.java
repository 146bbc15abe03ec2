package io.darkroom.cli;

import java.util.List;
import java.util.stream.Collectors;

/// Text of users and providers made safe for a terminal.
final class Printable {

    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final List<Range> WIDE = List.of(new Range(0x1100, 0x115F),
            new Range(0x2E80, 0x303E), new Range(0x3041, 0xA4CF), new Range(0xAC00, 0xD7A3),
            new Range(0xFE30, 0xFE6F), new Range(0xFF01, 0xFF60), new Range(0xFFE0, 0xFFE6),
            new Range(0x1F300, 0x1FAFF));

    private Printable() {}

    /// One line without control characters, and so without escape sequences, and without characters
    /// that reorder what is seen; each is replaced by `␣`.
    static String text(String text) {
        return text.codePoints().map(c -> isHarmful(c) ? '␣' : c)
                .mapToObj(Character::toString).collect(Collectors.joining());
    }

    /// The same, keeping the ends of lines.
    static String lines(String text) {
        return text.lines().map(Printable::text).collect(Collectors.joining("\n"));
    }

    /// How many columns a text takes up.
    static int width(String text) {
        return text.codePoints().map(Printable::width).sum();
    }

    /// As much of a text as fits, with `…` at the end if something is missing.
    static String fit(String text, int width) {
        if (width(text) <= width) {
            return text;
        }
        var fitting = new StringBuilder();
        int left = width - 1;
        for (int c : text.codePoints().toArray()) {
            left -= width(c);
            if (left < 0) {
                break;
            }
            fitting.appendCodePoint(c);
        }
        return fitting.append('…').toString();
    }

    private static boolean isHarmful(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE ->
                true;
            case Character.FORMAT -> c != ZERO_WIDTH_JOINER;
            default -> false;
        };
    }

    /// Letters of East Asia and pictures take two columns (Unicode Standard Annex 11).
    private static int width(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> isWide(c) ? 2 : 1;
        };
    }

    private static boolean isWide(int c) {
        return Character.isIdeographic(c) || WIDE.stream().anyMatch(r -> r.first() <= c
                && c <= r.last());
    }

    private record Range(int first, int last) {}
}
