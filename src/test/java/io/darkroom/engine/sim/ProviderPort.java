package io.darkroom.engine.sim;

import io.darkroom.engine.sim.Rows.Attempt;
import io.darkroom.engine.sim.SimProvider.Charge;
import io.darkroom.engine.sim.SimProvider.Post;
import io.darkroom.item.ImageOptions;
import io.darkroom.item.Usd;
import io.darkroom.provider.Dialect;
import io.darkroom.provider.ImageProvider;
import io.darkroom.provider.Landing;
import io.darkroom.provider.Outcome;
import io.darkroom.provider.RenderRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// One worker's connection to the provider, which answers anything it may answer.
record ProviderPort(Life life, SimProvider books) implements ImageProvider {

    /// A request on the wire.
    private record Asked(Attempt attempt, String key, Landing landing, Post post,
            SimProvider books) {

        Charge make() {
            return books.make(attempt, key, post);
        }
    }

    @Override
    public String name() {
        return "simulated";
    }

    @Override
    public Optional<Duration> keyWindow() {
        return books.honoursKeys ? Optional.of(Duration.ofDays(365)) : Optional.empty();
    }

    @Override
    public String dialect() {
        return "simulated";
    }

    @Override
    public Dialect.SendAs sendAs() {
        return Dialect.SendAs.DATA;
    }

    @Override
    public Outcome render(RenderRequest request, Landing landing) {
        var world = life.world;
        var attempt = world.ledger.attempt(((SimSpool.Place) landing).attempt());
        world.check.posting(life, attempt, request.idempotencyKey());
        world.point(life, "post");
        var post = new Post();
        books.posts.put(attempt.id, post);
        world.say(life.name, "posts", attempt);
        var outcome = answer(new Asked(attempt, request.idempotencyKey(), landing, post, books));
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

    private Outcome answer(Asked asked) {
        var world = life.world;
        if (life.aborted) {
            return interrupted(asked);
        }
        if (!world.fails(world.faults.provider())) {
            return whole(asked);
        }
        int kind = world.dice.below(15);
        asked.post().free = kind >= 9;
        return switch (kind) {
            case 0, 1 -> lost(asked);
            case 2 -> new Outcome.Unknown("HTTP_500", "failed", 500, "");
            case 3 -> failed(made(asked, "the answer was no image"), true);
            case 4 -> garbage(asked);
            case 5 -> cut(asked);
            case 6, 7 -> promised(asked);
            case 8 -> promisedAndSent(asked);
            case 9 -> new Outcome.Unsent("refused");
            case 10, 11 -> new Outcome.Throttled(world.dice.oneIn(2)
                    ? Optional.of(Duration.ofSeconds(world.dice.below(60)))
                    : Optional.empty(), "slow down", 429);
            case 12 -> new Outcome.Rejected("moderation", "no", 400, "");
            case 13 -> failed("bad size", false);
            default -> new Outcome.Halt(Outcome.Reason.KEY_REFUSED, "key", 401, "");
        };
    }

    private Outcome whole(Asked asked) {
        var charge = asked.make();
        return land(charge, asked.landing(), 2)
                ? new Outcome.Rendered(cost(charge), "")
                : lost(asked);
    }

    private Optional<Usd> cost(Charge charge) {
        return life.world.dice.oneIn(3) ? Optional.empty() : Optional.of(Rows.usd(charge.amount()));
    }

    private Outcome interrupted(Asked asked) {
        return life.world.dice.oneIn(2) ? new Outcome.Unsent("stopped") : lost(asked);
    }

    private Outcome lost(Asked asked) {
        made(asked, "the answer was lost");
        return new Outcome.Unknown("TIMEOUT", "no answer", 0, "");
    }

    private static Outcome failed(String why, boolean billed) {
        return new Outcome.Failed("FAILED", why, billed ? 200 : 400, "", billed);
    }

    private String made(Asked asked, String excuse) {
        asked.make().attempt().excuse(excuse);
        asked.attempt().excuse(excuse);
        return excuse;
    }

    private Outcome garbage(Asked asked) {
        made(asked, "the image was none");
        land(asked.make(), asked.landing(), 1);
        return new Outcome.Rendered(Optional.empty(), "");
    }

    private Outcome cut(Asked asked) {
        land(asked.make(), asked.landing(), 1);
        return lost(asked);
    }

    private Outcome promised(Asked asked) {
        return note(asked.make(), asked.landing())
                ? new Outcome.Undelivered("NOT_READY", "later", "")
                : lost(asked);
    }

    private Outcome promisedAndSent(Asked asked) {
        var charge = asked.make();
        if (!note(charge, asked.landing())) {
            return lost(asked);
        }
        return land(charge, asked.landing(), 2)
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
