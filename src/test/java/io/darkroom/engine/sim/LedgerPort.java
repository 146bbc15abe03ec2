package io.darkroom.engine.sim;

import io.darkroom.engine.ItemLedger;
import io.darkroom.ledger.Attempts.Intent;
import io.darkroom.ledger.Attempts.Opened;
import io.darkroom.ledger.Claim;
import io.darkroom.ledger.Settlement;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;

/// One worker's connection to the ledger: it fails before or after a commit, and stays away for a
/// while. Opens requests as `render.AttemptJournal` does.
record LedgerPort(Life life, SimLedger tables) implements ItemLedger {

    private static final Duration PAUSE = Duration.ofMillis(500);

    /// What the database's client throws.
    static final class Away extends DataAccessException {

        private static final long serialVersionUID = 1L;

        Away() {
            super("away");
        }

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }

    @Override
    public List<Claim> claim(int limit, boolean send) {
        return alone(() -> commit("claim", () -> tables.claim(life.name, limit, send)));
    }

    @Override
    public void putBack(List<Claim> inHand) {
        alone(() -> commit("putBack", () -> {
            tables.putBack(life.name, inHand);
            return 0;
        }));
    }

    @Override
    public Opened open(Intent intent) {
        while (true) {
            try {
                return commit("open", () -> tables.open(intent, life));
            } catch (Away _) {
                if (!life.control.sending()) {
                    return new Opened.Lost();
                }
                life.world.now += PAUSE.toNanos();
            }
        }
    }

    @Override
    public int settle(List<Settlement> settlements) {
        return commit("settle", () -> tables.settle(settlements));
    }

    @Override
    public boolean anyLeft() {
        return commit("anyLeft", tables::anyLeft);
    }

    void recover() {
        commit("recover", () -> {
            tables.recover(life.name);
            return 0;
        });
    }

    /// One lane after the other claims: what is a lock between threads would let the same thread in.
    private <T> T alone(Supplier<T> statement) {
        life.claiming = true;
        try {
            return statement.get();
        } finally {
            life.claiming = false;
        }
    }

    private <T> T commit(String what, Supplier<T> statement) {
        var world = life.world;
        world.point(life, what);
        if ((!world.calm && world.now < world.ledgerAwayUntil) || fails()) {
            throw new Away();
        }
        var answer = statement.get();
        world.say(life.name, what + " =", answer);
        world.point(life, "committed");
        if (fails()) {
            world.say(life.name, what, "in doubt");
            throw new Away();
        }
        return answer;
    }

    private boolean fails() {
        var world = life.world;
        if (world.calm || !world.dice.permille(world.faults.ledger())) {
            return false;
        }
        if (world.dice.oneIn(3)) {
            world.ledgerAwayUntil = world.now
                    + Duration.ofMillis(100L + world.dice.below(40_000)).toNanos();
        }
        return true;
    }
}
