package io.darkroom.item;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The pixel budget of an output; [PixelSize] turns it into width and height.
public enum Resolution {

    /// 1024 × 1024 pixels in all.
    K1("1k"),
    /// 2560 × 1440 pixels in all.
    K2("2k"),
    /// 3840 × 2160 pixels in all.
    K4("4k");

    private final String wire;

    Resolution(String wire) {
        this.wire = wire;
    }

    /// The value as manifests, job files and the API write it.
    public String wire() {
        return wire;
    }

    /// The constant for a value, whatever its case and the space around it; empty if there is none.
    public static Optional<Resolution> parse(String text) {
        var wanted = text.strip();
        return Arrays.stream(values()).filter(v -> v.wire.equalsIgnoreCase(wanted)).findFirst();
    }

    /// All values as they are written, for messages that say what is allowed.
    public static List<String> allowed() {
        return Arrays.stream(values()).map(Resolution::wire).toList();
    }
}
