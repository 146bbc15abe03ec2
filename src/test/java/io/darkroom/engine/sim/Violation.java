package io.darkroom.engine.sim;

/// An invariant does not hold; an error, so that the engine does not take it for a failed item.
final class Violation extends AssertionError {

    private static final long serialVersionUID = 1L;

    private final String invariant;

    /// @param invariant its name, a statement that should be true
    Violation(String invariant, Object detail) {
        super(invariant + ": " + detail);
        this.invariant = invariant;
    }

    String invariant() {
        return invariant;
    }
}
