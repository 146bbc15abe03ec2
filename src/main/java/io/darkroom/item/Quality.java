package io.darkroom.item;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// How much work the model puts into an image; it decides most of the price.
public enum Quality {

    /// The cheapest, for drafts.
    LOW("low"),
    /// The model's default.
    MEDIUM("medium"),
    /// The dearest and slowest.
    HIGH("high");

    private final String wire;

    Quality(String wire) {
        this.wire = wire;
    }

    /// The value as manifests, job files and the API write it.
    public String wire() {
        return wire;
    }

    /// The constant for a value, whatever its case and the space around it; empty if there is none.
    public static Optional<Quality> parse(String text) {
        var wanted = text.strip();
        return Arrays.stream(values()).filter(v -> v.wire.equalsIgnoreCase(wanted)).findFirst();
    }

    /// All values as they are written, for messages that say what is allowed.
    public static List<String> allowed() {
        return Arrays.stream(values()).map(Quality::wire).toList();
    }
}
