package io.darkroom.manifest;

import java.util.AbstractMap;
import org.jspecify.annotations.Nullable;

/// Values by name, whatever its case, each found when it is asked for: of the many columns of a row few are.
abstract class Lookup extends AbstractMap<String, String> {

    /// The value of a name; null where there is none.
    abstract @Nullable String value(String name);

    @Override
    public final @Nullable String get(@Nullable Object name) {
        return name instanceof String text ? value(text) : null;
    }

    @Override
    public final boolean containsKey(@Nullable Object name) {
        return get(name) != null;
    }
}
