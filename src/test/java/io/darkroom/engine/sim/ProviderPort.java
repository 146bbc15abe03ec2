package io.darkroom.engine.sim;

import io.darkroom.engine.sim.Rows.Attempt;
import io.darkroom.engine.sim.SimProvider.Charge;
import io.darkroom.engine.sim.SimProvider.Post;
import io.darkroom.item.ImageOptions;
import io.darkroom.item.Usd;
import io.darkroom.provider.ImageProvider;
import io.darkroom.provider.Landing;
import io.darkroom.provider.Outcome;
import io.darkroom.provider.RenderRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// One worker's connection to the provider, which answers anything it may answer.
record ProviderPort(Life life, SimProvider books) implements ImageProvider {

    @Override
    public String name() {
        return "simulated";
    }

    @Override
    public boolean honoursKeys() {
        return books.honoursKeys;
    }

    @Override
    public Outcome render(RenderRequest request, Landing landing) {
        var world = life.world;
        var attempt = world.ledger.attempt(((SimSpool.Place) landing).attempt());
        world.check.posting(life, attempt, request.idempotencyKey());
        world.point(life, "post");
        var post = new Post(life);
        books.posts.put(attempt.id, post);
        world.say(life.name, "posts", attempt);
        var outcome = answer(attempt, request.idempotencyKey(), landing, post);
        slow(world);
        world.point(life, "answered");
        world.say(life.name, "gets", outcome);
        post.answered = true;
        if (outcome instanceof Outcome.Halt) {
            life.stoppedAt = Math.min(life.stoppedAt, world.step);
        }
        return outcome;
    }

    private static void slow(World world) {
        if (!world.calm && world.dice.oneIn(8)) {
            world.now += Duration.ofMillis(world.dice.below(240_000)).toNanos();
        }
    }

    private Outcome answer(Attempt attempt, String key, Landing landing, Post post) {
        var world = life.world;
        if (life.aborted) {
            return interrupted(attempt, key);
        }
        if (!world.fails(world.faults.provider())) {
            return whole(attempt, key, landing);
        }
        int kind = world.dice.below(15);
        post.free = kind >= 9;
        return switch (kind) {
            case 0, 1 -> lost(attempt, key);
            case 2 -> new Outcome.Unknown("HTTP_500", "failed", 500, "");
            case 3 -> failed(made(attempt, key, "the answer was no image"), true);
            case 4 -> garbage(attempt, key, landing);
            case 5 -> cut(attempt, key, landing);
            case 6, 7 -> promised(attempt, key, landing);
            case 8 -> promisedAndSent(attempt, key, landing);
            case 9 -> new Outcome.Unsent("refused");
            case 10, 11 -> new Outcome.Throttled(world.dice.oneIn(2)
                    ? Optional.of(Duration.ofSeconds(world.dice.below(60)))
                    : Optional.empty(), "slow down", 429);
            case 12 -> new Outcome.Rejected("moderation", "no", 400, "");
            case 13 -> failed("bad size", false);
            default -> new Outcome.Halt(Outcome.Reason.KEY_REFUSED, "key", 401, "");
        };
    }

    private Outcome whole(Attempt attempt, String key, Landing landing) {
        var charge = books.make(attempt, key);
        return land(charge, landing, 2)
                ? new Outcome.Rendered(cost(charge), "")
                : lost(attempt, key);
    }

    private Optional<Usd> cost(Charge charge) {
        return life.world.dice.oneIn(3) ? Optional.empty() : Optional.of(Rows.usd(charge.amount()));
    }

    private Outcome interrupted(Attempt attempt, String key) {
        return life.world.dice.oneIn(2) ? new Outcome.Unsent("stopped") : lost(attempt, key);
    }

    private Outcome lost(Attempt attempt, String key) {
        made(attempt, key, "the answer was lost");
        return new Outcome.Unknown("TIMEOUT", "no answer", 0, "");
    }

    private static Outcome failed(String why, boolean billed) {
        return new Outcome.Failed("FAILED", why, billed ? 200 : 400, "", billed);
    }

    private String made(Attempt attempt, String key, String excuse) {
        books.make(attempt, key).attempt().excuse(excuse);
        attempt.excuse(excuse);
        return excuse;
    }

    private Outcome garbage(Attempt attempt, String key, Landing landing) {
        made(attempt, key, "the image was none");
        land(books.make(attempt, key), landing, 1);
        return new Outcome.Rendered(Optional.empty(), "");
    }

    private Outcome cut(Attempt attempt, String key, Landing landing) {
        land(books.make(attempt, key), landing, 1);
        return lost(attempt, key);
    }

    private Outcome promised(Attempt attempt, String key, Landing landing) {
        return note(books.make(attempt, key), landing)
                ? new Outcome.Undelivered("NOT_READY", "later", "")
                : lost(attempt, key);
    }

    private Outcome promisedAndSent(Attempt attempt, String key, Landing landing) {
        var charge = books.make(attempt, key);
        if (!note(charge, landing)) {
            return lost(attempt, key);
        }
        return land(charge, landing, 2)
                ? new Outcome.Rendered(cost(charge), "")
                : new Outcome.Undelivered("NOT_KEPT", "disk", "");
    }

    private static boolean note(Charge charge, Landing landing) {
        try {
            landing.note(Images.note(charge.image()));
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /// Writes the first bytes of an image, two for a whole one; false if the disk does not take them.
    private boolean land(Charge charge, Landing landing, int bytes) {
        try (var out = landing.image()) {
            out.write(charge.image() >> 8);
            life.world.point(life, "landing");
            if (bytes == 2) {
                out.write(charge.image());
            }
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    @Override
    public Outcome collect(Landing landing, ImageOptions options) {
        var world = life.world;
        world.point(life, "collect");
        var charge = books.charges.get(Images.image(landing.note()) - 1);
        var attempt = world.ledger.attempt(((SimSpool.Place) landing).attempt());
        if (world.fails(world.faults.provider())) {
            if (world.dice.oneIn(2) && attempt.item.tries < 50) {
                return new Outcome.Undelivered("NOT_READY", "later", "");
            }
            charge.attempt().excuse("the result was gone");
            attempt.excuse("the result was gone");
            return failed("gone", true);
        }
        return land(charge, landing, 2)
                ? new Outcome.Rendered(cost(charge), "")
                : new Outcome.Undelivered("NOT_KEPT", "disk", "");
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
