package io.darkroom.engine.sim;

import io.darkroom.engine.Engine;
import io.darkroom.engine.RunControl;
import io.darkroom.engine.Stop;
import io.darkroom.engine.Window;
import io.darkroom.engine.sim.Rows.Attempt;
import io.darkroom.item.ItemState;
import io.darkroom.ledger.Claim;
import io.darkroom.ledger.Settlement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// One process that works on the run, from its start to its end or death: what `batch.ActiveRun`,
/// `render.Rendering`, `render.Lane`, `render.Pulse` and `render.Fence` do, one small action at a
/// time.
final class Life {

    private static final Duration TRUSTED = Duration.ofSeconds(10);
    private static final Duration BEAT = Duration.ofSeconds(2);
    private static final Duration SETTLE_EVERY = Duration.ofMillis(200);
    private static final int PATIENT = 1_500;
    private static final int ENOUGH = 4_000;
    private static final int IDLE = 40;
    private static final int TAKE_BACK = 5;

    final World world;
    final String name;
    final SimSpool spool;
    final RunControl control;
    /// The step since which the bucket refuses; 0: it does not.
    int refusedAt;
    /// The step at which the run was stopped.
    int stoppedAt = Integer.MAX_VALUE;
    boolean aborted;
    /// A lane is claiming; no other may.
    boolean claiming;
    /// How often a port has thrown what no port should throw.
    int broken;

    private final Crash crash = new Crash(this);
    private final Deque<Call> calls = new ArrayDeque<>();
    private final List<Slot> slots = new ArrayList<>();
    private final Engine engine;
    private final LedgerPort ledger;
    private boolean begun;
    private boolean started;
    private boolean over;
    private boolean stalled;
    private long seen;
    private int points;
    private int idle;

    Life(World world, String name) {
        this.world = world;
        this.name = name;
        this.spool = world.home;
        this.seen = world.now;
        this.ledger = new LedgerPort(this, world.ledger);
        var machine = new Machine(this);
        this.control = new RunControl(machine.permits());
        this.engine = new Engine(world.order, control, Mutants.plant(machine.ports(ledger), this));
    }

    /// What is known of one item's thread: the steps at which it got its permit and last asked
    /// whether it may order.
    static final class Call {

        int permitted;
        int asked;
        boolean room;
    }

    private record Done(Claim claim, Optional<Settlement> settlement) {}

    /// A lane.
    private final class Slot {

        final Window window = engine.window(world.window, this::take);
        final List<Claim> waiting = new ArrayList<>();
        final List<Done> done = new ArrayList<>();
        boolean busy;
        boolean finished;
        long awaySince = -1;

        void take(Claim claim) {
            waiting.add(claim);
        }
    }

    boolean alive() {
        return !over;
    }

    boolean holdsLock() {
        return world.owner == this;
    }

    /// Whether nobody else can have the lock yet.
    boolean trusted() {
        return world.now - seen < TRUSTED.toNanos();
    }

    /// Goes on until the process ends.
    void finish() {
        while (alive()) {
            step();
        }
    }

    /// Does one thing: starts, handles an item, or takes a lane's turn. Does nothing if the process
    /// is over or all it could do is being done further down the stack.
    void step() {
        try {
            if (alive() && !begun) {
                start();
            } else if (alive() && started) {
                act();
            }
        } catch (Crash e) {
            if (e.life() != this) {
                throw e;
            }
        }
    }

    private void start() {
        begun = true;
        world.say(name, "starts", world.ledger.items);
        try {
            world.point(this, "start");
            spool.attempts().stream().filter(world.ledger::stored).sorted().forEach(spool::discard);
            ledger.recover();
        } catch (LedgerPort.Away _) {
            end();
            return;
        }
        for (int i = 0; i < world.lanes; i++) {
            slots.add(new Slot());
        }
        started = true;
    }

    private void act() {
        var slot = slots.get(world.dice.below(slots.size()));
        if (!slot.waiting.isEmpty() && (slot.busy || world.dice.oneIn(2))) {
            handle(slot);
        } else if (!slot.busy && !slot.finished && !claiming) {
            turn(slot);
        } else if (calls.isEmpty() && slots.stream().allMatch(s -> s.finished)) {
            end();
        }
    }

    private void handle(Slot slot) {
        var claim = slot.waiting.remove(world.dice.below(slot.waiting.size()));
        calls.push(new Call());
        try {
            var settlement = engine.handle(claim);
            world.check.handled(this, settlement);
            slot.done.add(new Done(claim, settlement));
        } finally {
            calls.pop();
        }
    }

    private void turn(Slot slot) {
        slot.busy = true;
        try {
            slot.done.forEach(d -> slot.window.done(d.claim(), d.settlement()));
            slot.done.clear();
            slot.finished = !slot.window.turn();
            slot.awaySince = -1;
            rest();
        } catch (LedgerPort.Away _) {
            waitForLedger(slot);
        } finally {
            slot.busy = false;
        }
    }

    private void waitForLedger(Slot slot) {
        slot.awaySince = slot.awaySince < 0 ? world.now : slot.awaySince;
        if (world.now - slot.awaySince > world.order.patience().toNanos()) {
            control.halt(Stop.Reason.LEDGER_UNAVAILABLE, "away");
            die(false);
            check();
        }
        world.now += SETTLE_EVERY.toNanos();
    }

    /// With nothing in hand time passes until something falls due. A process that waits for items
    /// which nobody will ever settle is stopped by the operator; see [Invariants#waits].
    private void rest() {
        boolean nothing = calls.isEmpty()
                && slots.stream().allMatch(s -> s.waiting.isEmpty() && s.done.isEmpty());
        if (!nothing) {
            idle = 0;
            return;
        }
        var due = world.ledger.nextDue();
        idle = due == null ? idle + 1 : 0;
        world.now = Math.max(world.now + SETTLE_EVERY.toNanos(), due == null ? 0 : due);
        if (idle % TAKE_BACK == TAKE_BACK - 1 && holdsLock()) {
            takeBack();
        }
        if (idle > IDLE) {
            world.check.waits(this);
            control.drain();
        }
    }

    /// What the pulse does now and then.
    private void takeBack() {
        try {
            ledger.recover();
        } catch (LedgerPort.Away _) {
            world.say(name, "asks later", "");
        }
    }

    private void end() {
        world.say(name, "ends", control.stopped());
        over = true;
        release();
    }

    /// The process is killed; when the power fails, with all others on the machine.
    void die(boolean power) {
        world.say(name, "dies", power ? "of power" : "");
        if (power) {
            spool.tear();
            world.lives.stream().filter(l -> l.spool == spool && l.alive())
                    .forEach(l -> l.die(false));
            if (world.dice.oneIn(4)) {
                spool.rot();
            }
        } else if (alive()) {
            over = true;
            release();
            excuse("its process died");
            Mutants.died(this);
        }
    }

    /// Somebody else may have the job from now on; this process does not know it yet.
    void loseLock() {
        if (holdsLock()) {
            world.say(name, "loses", "its lock");
            release();
            excuse("its process lost the lock");
        }
    }

    private void release() {
        world.owner = holdsLock() ? null : world.owner;
    }

    /// An open request's image may be lost now, unless the spool keeps it.
    private void excuse(String why) {
        world.ledger.attempts.stream().filter(this::carries).filter(a -> !spool.keeps(a.id))
                .forEach(a -> a.excuse(why));
    }

    private boolean carries(Attempt attempt) {
        return attempt.outcome == null
                && (attempt.opener == this || name.equals(attempt.item.owner));
    }

    /// The process does not run for a while; afterwards its pulse may be late.
    void stall(Duration time) {
        world.say(name, "stalls", time);
        world.now += time.toNanos();
        stalled = true;
    }

    /// The operator's signal.
    void stop(boolean now) {
        world.say(name, "is stopped", now ? "at once" : "");
        control.drain();
        aborted |= now;
    }

    /// @throws Crash if the process is over
    void check() {
        if (over) {
            throw crash;
        }
    }

    /// The process goes on: its pulse asks for the lock, and its steps are counted.
    void arrives() {
        if (++points > PATIENT && points < PATIENT + 2) {
            stop(false);
        }
        if (points > ENOUGH) {
            throw new Violation("the run ends", this);
        }
        if (stalled && world.dice.oneIn(2)) {
            return;
        }
        stalled = false;
        if (holdsLock()) {
            seen = world.now;
        } else if (world.now - seen > BEAT.toNanos() || world.dice.oneIn(4)) {
            control.halt(Stop.Reason.LOCK_LOST, "lost");
        }
    }

    /// The item's thread that is running.
    Call call() {
        return calls.element();
    }

    @Override
    public String toString() {
        return name + " " + world.ledger.items;
    }
}
