package io.darkroom.item;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Width to height of an output. The model's page describes these ten and lists only seven of them;
/// the other three are [#doubtful()].
public enum AspectRatio {

    /// Square.
    R1_1(1, 1),
    /// Landscape photo.
    R3_2(3, 2),
    /// Portrait photo.
    R2_3(2, 3),
    /// Portrait.
    R3_4(3, 4),
    /// Landscape.
    R4_3(4, 3),
    /// Social portrait; described, not listed.
    R4_5(4, 5),
    /// Social landscape; described, not listed.
    R5_4(5, 4),
    /// Phone screen.
    R9_16(9, 16),
    /// Wide screen.
    R16_9(16, 9),
    /// Cinema; described, not listed.
    R21_9(21, 9);

    private final int across;
    private final int down;

    AspectRatio(int across, int down) {
        this.across = across;
        this.down = down;
    }

    /// The value as manifests, job files and the API write it, such as `16:9`.
    public String wire() {
        return across + ":" + down;
    }

    /// Width divided by height.
    public double value() {
        return (double) across / down;
    }

    /// Whether the model's page describes this ratio but leaves it out of its list.
    public boolean doubtful() {
        return this == R4_5 || this == R5_4 || this == R21_9;
    }

    /// The constant for a value such as `16:9`, space around it ignored; empty if there is none.
    public static Optional<AspectRatio> parse(String text) {
        var wanted = text.strip();
        return Arrays.stream(values()).filter(v -> v.wire().equals(wanted)).findFirst();
    }

    /// All values as they are written, for messages that say what is allowed.
    public static List<String> allowed() {
        return Arrays.stream(values()).map(AspectRatio::wire).toList();
    }
}
