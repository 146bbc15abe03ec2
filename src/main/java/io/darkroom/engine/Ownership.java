package io.darkroom.engine;

/// Whether this worker still owns its run.
@FunctionalInterface
public interface Ownership {

    /// Whether the run is surely ours for the next seconds. False means that nothing may be sent:
    /// somebody else may own it.
    boolean holds();
}
