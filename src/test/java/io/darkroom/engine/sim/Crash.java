package io.darkroom.engine.sim;

/// The end of a process: unwinds all that it was doing.
final class Crash extends Error {

    private static final long serialVersionUID = 1L;

    private final transient Life life;

    Crash(Life life) {
        super("crash", null, false, false);
        this.life = life;
    }

    Life life() {
        return life;
    }
}
