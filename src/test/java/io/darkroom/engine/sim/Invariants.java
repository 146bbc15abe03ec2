package io.darkroom.engine.sim;

import io.darkroom.engine.Stop;
import io.darkroom.engine.sim.Rows.Attempt;
import io.darkroom.engine.sim.Rows.Item;
import io.darkroom.engine.sim.SimBucket.Thing;
import io.darkroom.engine.sim.SimProvider.Charge;
import io.darkroom.item.ItemState;
import io.darkroom.ledger.Claim;
import io.darkroom.ledger.Settlement;
import io.darkroom.ledger.Settlement.Money;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What must hold in every world, checked where it could first be broken: at each commit, each
/// request, each charge and each write to the bucket, and at the end.
final class Invariants {

    private final World world;

    Invariants(World world) {
        this.world = world;
    }

    private static void require(boolean holds, String invariant, Object detail) {
        if (!holds) {
            throw new Violation(invariant, detail);
        }
    }

    /// An item is given out.
    void claimed(Item item) {
        require(item.owner == null, "an item is given to one worker at a time", item);
    }

    /// Something is written for a claim.
    void current(Item item, Claim claim) {
        require(SimLedger.holds(item, claim), "a stale claim changes nothing", item);
    }

    /// A worker changes an item's state.
    void moves(Item item, ItemState to) {
        boolean legal = switch (item.state) {
            case PENDING -> to == ItemState.CLAIMED;
            case CLAIMED -> to != ItemState.CLAIMED && to != ItemState.INVALID
                    && to != ItemState.CANCELLED;
            case RENDERED -> to == ItemState.RENDERED || to == ItemState.SUCCEEDED
                    || to == ItemState.FAILED || to == ItemState.UNKNOWN
                    || (to == ItemState.PENDING && world.provider.honoursKeys);
            default -> false;
        };
        require(legal, "only the transitions of the picture happen", item);
    }

    /// A consequence is written down.
    void settled(Settlement settlement) {
        var end = settlement.attempt();
        var post = end.filter(_ -> settlement.claim().attempt().isEmpty())
                .map(e -> world.provider.posts.get(e.id())).filter(p -> p.answered && p.free);
        if (post.isPresent()) {
            boolean doubt = world.provider.honoursKeys && settlement.claim().earlier()
                    .filter(Claim.Earlier::billed).isPresent();
            require(end.orElseThrow().money() instanceof Money.Released || doubt,
                    "what was not billed costs nothing", settlement);
            require(!settlement.countsAsTry(), "what was not billed uses up no try", settlement);
        }
        if (settlement.error().filter(e -> e.code().equals("CONFLICT")).isPresent()) {
            world.ledger.item(settlement.claim().item()).attempts
                    .forEach(a -> a.excuse("something else lies at its key"));
        }
    }

    /// The ledger has changed.
    void commit() {
        long reserved = 0;
        long spent = 0;
        long overrun = 0;
        for (var item : world.ledger.items) {
            long here = item(item);
            reserved += here;
            spent += item.cost;
            overrun += item.overrun;
        }
        var ledger = world.ledger;
        require(reserved == ledger.reserved, "reserved is the sum of open and unknown requests",
                ledger.reserved);
        require(spent == ledger.spent, "spent is the sum of the items' costs", ledger.spent);
        require(ledger.cap < 0 || spent + reserved <= ledger.cap + overrun,
                "spent and reserved stay below the cap", ledger.items);
    }

    /// @return what is reserved for an item
    private long item(Item item) {
        long reserved = 0;
        long cost = 0;
        int open = 0;
        for (var attempt : item.attempts) {
            reserved += attempt.cost < 0 ? attempt.reserved : 0;
            cost += Math.max(0, attempt.cost);
            open += attempt.outcome == null ? 1 : 0;
        }
        require(open <= 1, "one request of an item is open at most", item);
        require(cost == item.cost, "an item costs what its requests cost", item);
        // The program broke between a request and its answer too often: UNKNOWN, and still open.
        require(open == 0 || !item.state.ended() || "INTERNAL".equals(item.errorCode),
                "an item that has ended has no open request", item);
        require(cost + reserved + item.overrun >= item.billed,
                "all that is billed is spent or reserved", item);
        if (item.state == ItemState.SUCCEEDED) {
            stored(item);
        }
        return reserved;
    }

    private void stored(Item item) {
        var output = item.output;
        var object = output == null ? null : world.bucket.objects.get(output.key());
        require(output != null && object != null
                && Images.hash(object.image()).equals(output.hash()),
                "what succeeded lies in the bucket with its hash", item);
    }

    /// A request is about to leave.
    void posting(Life life, Attempt attempt, String key) {
        var call = life.call();
        require(!world.provider.posts.containsKey(attempt.id), "a request is sent once", attempt);
        require(key.equals(attempt.key), "a request has the key that was written down", key);
        // A worker without its lock that was suspended between two steps may find it closed.
        require(attempt.item.attempts.contains(attempt)
                && (attempt.outcome == null || !life.holdsLock()),
                "no request without one that is written down", attempt);
        require(life.trusted(), "nothing is sent without the lock", life);
        require(call.permitted <= life.stoppedAt,
                "after a stop only what has its permit is sent", life);
        require(call.room, "nothing is sent without room in the spool", life);
        require(life.refusedAt == 0 || life.refusedAt >= call.asked,
                "nothing is sent while the bucket refuses", life);
    }

    /// The provider has billed.
    void charged(Charge charge) {
        var item = charge.attempt().item;
        item.charges++;
        item.billed += charge.amount();
        item.overrun += Math.max(0, charge.amount() - Rows.PRICE);
        boolean repeats = world.order.repeatUnknown() && !world.provider.honoursKeys;
        long most = (repeats ? world.order.maxTries() : 1) * (1L + item.retries);
        require(item.charges <= most, "no item is billed twice unless somebody asked for it", item);
    }

    /// An object is written.
    void stores(String key, @Nullable Thing there, Thing thing) {
        require(there == null || there.image() == thing.image(), "nothing is overwritten", key);
    }

    /// The engine has made something of a claim.
    void handled(Life life, Optional<Settlement> settlement) {
        // A paid image that is lost is asked for again, where keys are honoured.
        boolean broke = settlement.filter(s -> s.attempt().isEmpty() && s.countsAsTry())
                .filter(s -> !s.claim().rendered() || s.to() != ItemState.PENDING).isPresent();
        // Another process may have taken the files away beneath one that lost its lock.
        require(!broke || life.broken > 0 || !life.holdsLock(),
                "the program breaks only where it is broken", life);
    }

    /// A process waits, and nothing falls due: only without its lock, and until it knows.
    void waits(Life life) {
        require(!life.holdsLock(), "the run ends", life);
    }

    /// A finished run was started again.
    void again(boolean quiet) {
        require(quiet, "a finished run sends nothing", world.ledger.items);
    }

    /// Everything has come to its end, undisturbed.
    void ended() {
        commit();
        var last = world.lives.getLast();
        var stop = last.control.stopped();
        if (stop.isEmpty()) {
            require(!world.ledger.anyLeft(), "a run that is not stopped is finished", last);
        } else {
            require(stop.get() instanceof Stop.Halted(var reason, _)
                    && ((reason == Stop.Reason.BUDGET_REACHED && world.ledger.cap >= 0)
                            || reason == Stop.Reason.COST_OVERRUN),
                    "nothing but money stops a run without faults", stop);
        }
        world.provider.charges.forEach(this::kept);
        world.bucket.objects.forEach(this::explained);
    }

    private void kept(Charge charge) {
        var attempt = charge.attempt();
        // A process without its lock may have kept it on the machine that the run has left.
        boolean elsewhere = attempt.opener.spool != world.home;
        require(attempt.item.state == ItemState.SUCCEEDED || waits(attempt) || elsewhere
                || attempt.excuse != null, "nothing that was paid for is lost",
                attempt.item);
    }

    /// A run that money has stopped may leave paid images in the spool for the next start.
    private boolean waits(Attempt attempt) {
        return (attempt.item.state == ItemState.RENDERED || attempt.outcome == null)
                && world.home.keeps(attempt.id);
    }

    /// An object belongs to an item that succeeded, lay there before, or was stored by a process
    /// that lost its lock or died before it could say so.
    private void explained(String key, Thing thing) {
        if (thing.image() >= Images.FOREIGN) {
            return;
        }
        var attempt = world.provider.charges.get(thing.image() - 1).attempt();
        require(attempt.item.key.equals(key), "an image lies at its own item's key", key);
        require(attempt.item.state == ItemState.SUCCEEDED || waits(attempt)
                || attempt.excuse != null, "no object without an item that knows it", key);
    }
}
