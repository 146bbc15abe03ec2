package io.darkroom.check;

import java.util.Set;

/// One thing made wrong in a healthy end state.
///
/// @param broken the invariants that do not hold any more, all of them
record Damage(String name, Set<Invariant> broken, Act act) {

    /// Makes it wrong, and says what is then to be judged.
    @FunctionalInterface
    interface Act {

        EndState apply(Scene scene) throws Exception;
    }

    /// Makes it wrong.
    @FunctionalInterface
    interface Change {

        void apply(Scene scene) throws Exception;
    }

    /// Something that lies outside the tables, or that the caller knows.
    static Damage knowing(String name, Act act, Invariant... broken) {
        return new Damage(name, Set.of(broken), act);
    }

    /// The same where what is known stays as it is.
    static Damage outside(String name, Change change, Invariant... broken) {
        return knowing(name, scene -> {
            change.apply(scene);
            return scene.end();
        }, broken);
    }

    /// Changes the tables behind everybody's back; what was published is made to agree.
    static Damage silent(String name, String sql, Invariant... broken) {
        return outside(name, scene -> {
            scene.silently(sql);
            scene.publish();
        }, broken);
    }

    /// Changes the tables while the watch looks on.
    static Damage seen(String name, String sql, Invariant... broken) {
        return outside(name, scene -> {
            for (var statement : sql.split(";", -1)) {
                scene.sql(statement);
            }
        }, broken);
    }

    @Override
    public String toString() {
        return broken.stream().sorted().toList() + " " + name;
    }
}
