package io.darkroom.job;

import java.util.List;
import java.util.Map;

/// Puts the settings of the command line into the values of a job file, before they are read.
final class Overrides {

    private static final Value.Place PLACE = new Value.Place("--set", 0);

    private Overrides() {}

    /// @param overrides by key: an option such as `quality`, or a dotted key of the file such as
    /// `limits.concurrency`
    static void apply(Map<String, String> overrides, Value.Keys job) {
        overrides.forEach((key, text) -> {
            var path = List
                    .of((Options.KEYS.contains(key) ? "defaults." + key : key).split("\\.", -1));
            var section = job;
            for (var step : path.subList(0, path.size() - 1)) {
                section = below(section, step, key);
            }
            section.values().put(path.getLast(), new Value.Scalar(PLACE, text));
        });
    }

    private static Value.Keys below(Value.Keys section, String step, String key) {
        var value = section.values().get(step);
        return switch (value) {
            case null -> added(section, step);
            case Value.Nothing _ -> added(section, step);
            case Value.Keys keys -> keys;
            case Value.Scalar _,Value.Many _ -> throw PLACE.refuse(key, null,
                    "unknown key; " + step + " has no keys below it");
        };
    }

    private static Value.Keys added(Value.Keys section, String step) {
        var keys = Value.noKeys(PLACE);
        section.values().put(step, keys);
        return keys;
    }
}
