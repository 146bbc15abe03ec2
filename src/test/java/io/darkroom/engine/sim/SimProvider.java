package io.darkroom.engine.sim;

import io.darkroom.engine.sim.Rows.Attempt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The provider's own books: what it was asked, what it made and what it billed.
final class SimProvider {

    final boolean honoursKeys;
    final List<Charge> charges = new ArrayList<>();
    final Map<Long, Post> posts = new HashMap<>();

    private final World world;
    private final Map<String, Charge> byKey = new HashMap<>();

    SimProvider(World world, boolean honoursKeys) {
        this.world = world;
        this.honoursKeys = honoursKeys;
    }

    /// A bill.
    ///
    /// @param attempt whose request was billed
    /// @param amount in millionths of a dollar
    record Charge(Attempt attempt, long amount, int image) {}

    /// A request as the provider saw it.
    static final class Post {

        /// What the request made; null: nothing.
        @Nullable
        Charge charge;
        /// The answer says that nothing was billed.
        boolean free;
        /// The answer reached the worker.
        boolean answered;
    }

    /// Makes and bills a request's image, once for each key if it honours them.
    Charge make(Attempt attempt, String key, Post post) {
        if (post.charge == null) {
            post.charge = make(attempt, key);
        }
        return post.charge;
    }

    private Charge make(Attempt attempt, String key) {
        var earlier = honoursKeys ? byKey.get(key) : null;
        if (earlier != null) {
            world.say("provider", "replays for", attempt);
            return earlier;
        }
        var charge = new Charge(attempt, amount(), charges.size() + 1);
        charges.add(charge);
        byKey.put(key, charge);
        world.say("provider", "bills", charge);
        world.check.charged(charge);
        return charge;
    }

    private long amount() {
        return switch (world.dice.below(12)) {
            case 0 -> Rows.PRICE * 3 / 4;
            case 1 -> Rows.PRICE * 5 / 4;
            default -> Rows.PRICE;
        };
    }
}
