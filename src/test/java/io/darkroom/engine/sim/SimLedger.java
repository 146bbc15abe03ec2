package io.darkroom.engine.sim;

import io.darkroom.engine.sim.Rows.Attempt;
import io.darkroom.engine.sim.Rows.Item;
import io.darkroom.item.ItemState;
import io.darkroom.item.Usd;
import io.darkroom.ledger.Attempts.Intent;
import io.darkroom.ledger.Attempts.Limit;
import io.darkroom.ledger.Attempts.Opened;
import io.darkroom.ledger.Claim;
import io.darkroom.ledger.Settlement;
import io.darkroom.ledger.Settlement.Money;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The ledger's tables and, one method for each, its statements: what SQL does in
/// `ledger.Claims`, `ledger.Attempts` and `ledger.Operations`, guard by guard. Each method is one
/// commit, and the invariants are checked after it.
final class SimLedger {

    final List<Item> items = new ArrayList<>();
    final List<Attempt> attempts = new ArrayList<>();
    /// In millionths; -1: no cap.
    long cap = -1;
    long reserved;
    long spent;

    private final World world;

    SimLedger(World world) {
        this.world = world;
    }

    Item item(long id) {
        return items.get((int) id - 1);
    }

    Attempt attempt(long id) {
        return attempts.get((int) id - 1);
    }

    List<Claim> claim(String owner, int limit, boolean send) {
        var claims = new ArrayList<Claim>();
        for (var item : items) {
            boolean wanted = item.state == ItemState.RENDERED
                    || (send && item.state == ItemState.PENDING);
            if (claims.size() < limit && wanted && item.notBefore <= world.now
                    && (item.owner == null || world.bug == Bug.CLAIM_SHARED)) {
                world.check.claimed(item);
                claims.add(claim(item, owner));
            }
        }
        world.check.commit();
        return claims;
    }

    private Claim claim(Item item, String owner) {
        item.state = item.state == ItemState.PENDING ? ItemState.CLAIMED : item.state;
        item.owner = owner;
        item.claimNo++;
        return Rows.claim(item, owner, world.now);
    }

    Opened open(Intent intent, Life life) {
        var claim = intent.claim();
        var item = item(claim.item());
        var open = item.open();
        boolean held = item.state == ItemState.CLAIMED
                && (holds(item, claim) || world.bug == Bug.OPEN_UNFENCED);
        if (!held) {
            return new Opened.Lost();
        }
        if (open != null) {
            return open.claimNo == claim.number()
                    ? new Opened.Attempt(open.id)
                    : new Opened.Lost();
        }
        long moved = intent.replay() ? moved(item, claim.idempotencyKey()) : 0;
        if (moved > 0) {
            return insert(item, intent, life, moved);
        }
        boolean affordable = cap < 0 || spent + reserved + Rows.PRICE <= cap
                || world.bug == Bug.CAP_UNCHECKED;
        return affordable
                ? insert(item, intent, life, 0)
                : new Opened.OverBudget(Limit.RUN, Rows.usd(cap), Usd.ZERO);
    }

    /// What earlier requests under a key hold and cost goes to the one that replays them.
    private long moved(Item item, String key) {
        long moved = 0;
        for (var attempt : item.attempts) {
            if (attempt.key.equals(key) && attempt.outcome != null && attempt.cost != 0) {
                long held = attempt.cost < 0 ? attempt.reserved : 0;
                long cost = Math.max(0, attempt.cost);
                reserved -= held;
                spent -= cost;
                item.cost -= cost;
                attempt.cost = 0;
                moved += held + cost;
            }
        }
        return moved;
    }

    private Opened insert(Item item, Intent intent, Life life, long moved) {
        world.check.current(item, intent.claim());
        var attempt = new Attempt(attempts.size() + 1L, item, intent, life, world.step);
        attempt.reserved = moved > 0 ? moved : attempt.reserved;
        attempts.add(attempt);
        item.attempts.add(attempt);
        reserved += attempt.reserved;
        world.check.commit();
        return new Opened.Attempt(attempt.id);
    }

    static boolean holds(Item item, Claim claim) {
        return claim.owner().equals(item.owner) && claim.number() == item.claimNo;
    }

    int settle(List<Settlement> settlements) {
        var held = settlements.stream()
                .filter(s -> update(item(s.claim().item()), s)).toList();
        if (world.bug == Bug.SETTLE_PARTIAL && world.dice.oneIn(4)) {
            world.check.commit();
            throw new LedgerPort.Away();
        }
        var ending = world.bug == Bug.LATE_WRITER_CLOSES ? settlements : held;
        ending.forEach(s -> s.attempt().ifPresent(end -> close(attempt(end.id()), end)));
        world.check.commit();
        return held.size();
    }

    private boolean update(Item item, Settlement settlement) {
        var claim = settlement.claim();
        boolean held = switch (world.bug) {
            case SETTLE_UNFENCED -> true;
            case SETTLE_BY_OWNER -> claim.owner().equals(item.owner);
            default -> holds(item, claim);
        };
        if (!held || (item.state != ItemState.CLAIMED && item.state != ItemState.RENDERED)) {
            return false;
        }
        world.check.current(item, claim);
        world.check.settled(settlement);
        move(item, settlement.to());
        item.owner = null;
        item.tries += settlement.countsAsTry() ? 1 : 0;
        item.notBefore = settlement.delay().map(Duration::toNanos).map(d -> world.now + d)
                .orElse(0L);
        item.output = settlement.output().orElse(item.output);
        item.errorCode = settlement.error().map(Settlement.ItemError::code).orElse(null);
        return true;
    }

    private void close(Attempt attempt, Settlement.AttemptEnd end) {
        boolean late = attempt.cost < 0 && end.end() == Settlement.End.RENDERED;
        if (attempt.outcome != null && !late) {
            return;
        }
        attempt.outcome = end.end();
        attempt.cost = switch (end.money()) {
            case Money.Spent(var cost) -> Rows.millionths(cost);
            case Money.SpentAsReserved _ -> attempt.reserved;
            case Money.Released _ -> 0;
            case Money.Kept _ -> -1;
        };
        if (attempt.cost >= 0) {
            attempt.item.cost += attempt.cost;
            reserved -= attempt.reserved;
            spent += attempt.cost;
        }
    }

    private void move(Item item, ItemState to) {
        world.check.moves(item, to);
        item.state = to;
    }

    void putBack(String owner, List<Claim> inHand) {
        for (var item : items) {
            if (owner.equals(item.owner)
                    && inHand.stream().noneMatch(c -> c.item() == item.id && holds(item, c))) {
                item.owner = null;
                if (item.state == ItemState.CLAIMED) {
                    move(item, ItemState.PENDING);
                }
            }
        }
        world.check.commit();
    }

    void recover(String owner) {
        for (var item : items) {
            if (item.owner != null && !item.owner.equals(owner)) {
                item.owner = null;
                if (item.state == ItemState.CLAIMED) {
                    move(item, ItemState.PENDING);
                }
                var open = item.open();
                if (open != null && !world.home.keeps(open.id)) {
                    open.excuse("taken back before its answer was in the spool");
                }
                if (world.bug == Bug.RECOVER_AS_UNSENT && open != null) {
                    close(open, new Settlement.AttemptEnd(open.id, Settlement.End.UNSENT, 0, "",
                            new Money.Released()));
                }
            }
        }
        world.check.commit();
    }

    boolean anyLeft() {
        for (var item : items) {
            if (item.owner != null || !item.state.ended()) {
                return true;
            }
        }
        return false;
    }

    /// Whether nothing else of an attempt than what is in the bucket is needed.
    boolean stored(long attempt) {
        var row = attempt(attempt);
        return row.outcome != null && row.item.state == ItemState.SUCCEEDED;
    }

    /// When the next item that nobody has falls due; null: none.
    @Nullable
    Long nextDue() {
        return items.stream().filter(i -> i.owner == null && !i.state.ended())
                .map(i -> i.notBefore).min(Long::compare).orElse(null);
    }

    /// The operator's `retry`.
    void retry(Set<ItemState> states) {
        var allowed = EnumSet.of(ItemState.FAILED, ItemState.REJECTED, ItemState.UNKNOWN);
        allowed.retainAll(states);
        for (var item : items) {
            if (allowed.contains(item.state)) {
                boolean keeps = item.state == ItemState.UNKNOWN && world.provider.honoursKeys;
                item.state = "CONFLICT".equals(item.errorCode)
                        ? ItemState.RENDERED
                        : ItemState.PENDING;
                item.tries = 0;
                item.retries += keeps ? 0 : 1;
                item.notBefore = 0;
                item.errorCode = null;
            }
        }
        world.check.commit();
    }

    /// The operator's `cancel`.
    void cancel() {
        items.stream().filter(i -> i.state == ItemState.PENDING && i.open() == null)
                .forEach(i -> i.state = ItemState.CANCELLED);
        world.check.commit();
    }

    /// Planted: an id for a request that is not written down.
    Opened later(Intent intent, Life life) {
        var attempt = new Attempt(attempts.size() + 1L, item(intent.claim().item()), intent, life,
                world.step);
        attempt.cost = 0;
        attempts.add(attempt);
        return new Opened.Attempt(attempt.id);
    }

    /// Planted: what a process has reserved is free while its answer is not written down.
    void release(long id) {
        var attempt = attempt(id);
        reserved -= attempt.cost < 0 ? attempt.reserved : 0;
        attempt.reserved = attempt.cost < 0 ? 0 : attempt.reserved;
        world.check.commit();
    }

    /// Planted: a dead process's open requests were never on the disk.
    void forget(Life life) {
        for (var item : items) {
            var open = item.open();
            if (open != null && open.opener == life) {
                item.attempts.remove(open);
                reserved -= open.reserved;
            }
        }
    }
}
