package io.darkroom.engine.sim;

import io.darkroom.engine.RenderOrder;
import io.darkroom.engine.sim.Rows.Item;
import io.darkroom.item.ItemState;
import io.darkroom.item.OutputFormat;
import io.darkroom.item.PixelSize;
import io.darkroom.ledger.Claim;
import io.darkroom.ledger.Output;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One small run in a simulated world: a few items, workers that come and go, and all that can go
/// wrong, on one thread and in virtual time. A seed says everything that happens.
///
/// Workers take turns where the program meets the world: at any call of a port another lane, another
/// item's thread or another process may act first, nested on the same stack, or the caller may die.
final class World {

    private static final int LONGEST = 6_000;
    private static final int DEEPEST = 3;

    final Dice dice;
    final Bug bug;
    final Faults faults;
    final Trace trace;
    final Invariants check = new Invariants(this);
    final SimLedger ledger = new SimLedger(this);
    final SimBucket bucket = new SimBucket();
    final SimProvider provider;
    final List<Life> lives = new ArrayList<>();
    final RenderOrder order;
    final int lanes;
    final int window;
    SimSpool home = new SimSpool(this);
    /// Who holds the job's lock.
    @Nullable
    Life owner;
    /// No more faults: what is left must come to an end.
    boolean calm;
    /// The step at which the faults ended.
    int calmAt;
    long now = Duration.ofDays(1).toNanos();
    long ledgerAwayUntil;
    int step;
    int depth;

    private final int mostLives;
    /// The step at which the first process is killed; 0: left to chance.
    private final int killAt;

    World(Scenario scenario, Bug bug, Trace trace) {
        this.dice = new Dice(scenario.seed());
        this.bug = bug;
        this.trace = trace;
        this.faults = scenario.faults(dice);
        this.killAt = scenario.killAt();
        this.mostLives = killAt > 0 ? 1 : 1 + dice.below(4);
        this.lanes = 1 + dice.below(2);
        this.window = 1 + dice.below(4);
        this.provider = new SimProvider(this, scenario.keys().orElse(dice.oneIn(2)));
        boolean repeat = killAt == 0 && dice.oneIn(6);
        this.order = new RenderOrder(Rows.RUN, "job", "model", Path.of("."), 600, 8,
                1 + dice.below(3), repeat, Duration.ofSeconds(20));
        populate(1 + dice.below(4));
    }

    private void populate(int items) {
        for (int id = 1; id <= items; id++) {
            var item = new Item(id);
            ledger.items.add(item);
            if (faults.bucket() > 0 && dice.oneIn(24)) {
                bucket.objects.put(item.key, new SimBucket.Thing(Images.FOREIGN + id, null));
            }
            if (dice.oneIn(16)) {
                offer(item, Images.FOREIGN + 100 + id);
            }
        }
        if (dice.oneIn(2)) {
            ledger.cap = Rows.PRICE * (1 + dice.below(items + 2));
        }
    }

    /// An output of another run that may serve, if it is still there.
    private void offer(Item item, int image) {
        var key = "old/" + item.id;
        var output = new Output(key, Images.hash(image), Images.bytes(image),
                OutputFormat.PNG, new PixelSize(1, 1));
        item.reuse = new Claim.Reusable(90 + item.id, output);
        if (!dice.oneIn(3)) {
            bucket.objects.put(key, new SimBucket.Thing(image, output.hash()));
        }
    }

    /// Lets everything happen, and then everything come to its end.
    ///
    /// @throws Violation if an invariant does not hold
    void run() {
        for (int i = 0; i < LONGEST && (lives.size() < mostLives || alive()); i++) {
            act();
        }
        calm = true;
        calmAt = step;
        say("world", "is calm", "");
        lives.forEach(Life::finish);
        operator();
        begin().finish();
        startAgain();
        check.ended();
    }

    /// Another start of a finished run does nothing.
    private void startAgain() {
        boolean left = ledger.anyLeft();
        int posts = provider.posts.size();
        begin().finish();
        check.again(left || provider.posts.size() == posts);
    }

    private boolean alive() {
        return lives.stream().anyMatch(Life::alive);
    }

    /// Something happens: a process begins where the lock is free, or one goes on.
    private void act() {
        if (owner == null && lives.size() < mostLives && (!alive() || dice.oneIn(4))) {
            operator();
            begin();
        }
        if (!lives.isEmpty()) {
            lives.get(dice.below(lives.size())).step();
        }
    }

    private Life begin() {
        if (!calm && !lives.isEmpty() && faults.crash() > 0 && dice.oneIn(12)) {
            move();
        }
        var life = new Life(this, "w" + (lives.size() + 1));
        lives.add(life);
        owner = life;
        return life;
    }

    /// The next process runs on another machine; what the spool had is out of reach.
    private void move() {
        ledger.attempts.stream().filter(a -> a.outcome == null || !a.item.state.ended())
                .forEach(a -> a.excuse("left on another machine"));
        home = new SimSpool(this);
        say("world", "moves", "");
    }

    /// What the operator does while nobody runs the job.
    private void operator() {
        if (lives.isEmpty() || killAt > 0) {
            return;
        }
        if (dice.oneIn(3)) {
            say("operator", "retries", ledger.items);
            ledger.retry(dice.oneIn(2)
                    ? EnumSet.of(ItemState.UNKNOWN)
                    : EnumSet.of(ItemState.FAILED, ItemState.UNKNOWN, ItemState.REJECTED));
        }
        if (ledger.cap >= 0 && dice.oneIn(4)) {
            ledger.cap += Rows.PRICE * (1 + dice.below(4));
        }
        if (dice.oneIn(40)) {
            say("operator", "cancels", ledger.items);
            ledger.cancel();
        }
    }

    /// A moment at which a worker meets the world, and anything may happen first.
    void point(Life life, String what) {
        life.check();
        step++;
        say(life.name, what, "");
        life.arrives();
        if (!calm) {
            strike(life);
        }
        if (depth < DEEPEST && dice.permille(faults.interleave())) {
            others(1 + dice.below(3));
        }
        life.check();
    }

    private void strike(Life life) {
        if (dice.permille(faults.crash()) || step == killAt) {
            life.die(dice.oneIn(3));
            life.check();
        }
        if (dice.permille(faults.pause())) {
            pause(life);
        }
        if (dice.permille(faults.stop())) {
            life.stop(dice.oneIn(3));
        }
    }

    /// The worker stands still for a while; or its lock goes, at once when the server was restarted,
    /// late when the network fell silent.
    private void pause(Life life) {
        switch (dice.below(3)) {
            case 0 -> life.stall(Duration.ofMillis(dice.below(25_000)));
            case 1 -> {
                life.stall(Duration.ofMillis(31_000L + dice.below(60_000)));
                life.loseLock();
                others(dice.below(30));
            }
            default -> {
                life.loseLock();
                others(dice.below(30));
            }
        }
    }

    private void others(int count) {
        depth++;
        try {
            for (int i = 0; i < count; i++) {
                act();
            }
        } finally {
            depth--;
        }
    }

    boolean fails(int permille) {
        return !calm && dice.permille(permille);
    }

    void say(String who, String what, Object about) {
        trace.say(this, who, what, about);
    }
}
