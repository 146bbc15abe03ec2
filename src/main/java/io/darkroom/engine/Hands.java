package io.darkroom.engine;

import io.darkroom.ledger.Claim;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/// The claims that one worker has in hand, all its lanes together. Whoever claims does so here, one
/// after the other, so that it is known which items the ledger gave us and we never got: those of a
/// claim whose commit went through and whose answer did not.
final class Hands {

    private final ItemLedger ledger;
    private final Set<Claim> claims = Collections.newSetFromMap(new IdentityHashMap<>());
    private boolean inDoubt;

    Hands(ItemLedger ledger) {
        this.ledger = ledger;
    }

    synchronized List<Claim> claim(int limit, boolean send) {
        if (inDoubt) {
            ledger.putBack(List.copyOf(claims));
        }
        inDoubt = true;
        var claimed = ledger.claim(limit, send);
        inDoubt = false;
        claims.addAll(claimed);
        return claimed;
    }

    synchronized void empty(Claim claim) {
        claims.remove(claim);
    }
}
