package io.darkroom.item;

/// A key or password. Prints as `***`; its value leaves only through [#reveal()].
public record Secret(String value) {

    /// The value itself, for the one place that sends it.
    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "***";
    }
}
