package io.darkroom.engine.sim;

import java.util.ArrayList;
import java.util.List;

/// What happened in a world, line by line; kept only when somebody will read it.
final class Trace {

    private final boolean on;
    private final List<String> lines = new ArrayList<>();

    Trace(boolean on) {
        this.on = on;
    }

    /// @param who a worker's name, or a part of the world
    void say(World world, String who, String what, Object about) {
        if (on) {
            lines.add("%5d %9.3fs %s%-8s %s %s".formatted(world.step, world.now / 1e9,
                    "  ".repeat(world.depth), who, what, about));
        }
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
