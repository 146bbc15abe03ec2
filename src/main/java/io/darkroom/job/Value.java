package io.darkroom.job;

import io.darkroom.item.Problem;
import io.darkroom.item.UnusableInput;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A value of a job file and where it stands.
sealed interface Value {

    Place place();

    /// A single value as it was written.
    record Scalar(Place place, String text) implements Value {}

    /// Nothing, such as `~` or a key without a value.
    record Nothing(Place place) implements Value {}

    /// A list.
    record Many(Place place, List<Value> values) implements Value {}

    /// Keys with values, in order; the map may be changed by overrides.
    record Keys(Place place, Map<String, Value> values) implements Value {}

    /// A file and line, or an option of the command line.
    ///
    /// @param line from 1; 0 where there is none
    record Place(String file, long line) {

        UnusableInput refuse(String field, @Nullable String value, String allowed) {
            return new UnusableInput(new Problem(file, line, field, value, allowed));
        }
    }

    static Keys noKeys(Place place) {
        return new Keys(place, new LinkedHashMap<>());
    }
}
