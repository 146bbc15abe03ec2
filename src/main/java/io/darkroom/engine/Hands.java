package io.darkroom.engine;

import io.darkroom.ledger.Claim;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The items that one worker has in hand, all its lanes together. Whoever claims does so here, one
/// after the other, so that it is known which items the ledger gave us and we never got: those of a
/// claim whose commit went through and whose answer did not.
final class Hands {

    private final ItemLedger ledger;
    private final Set<Long> items = new HashSet<>();
    private boolean inDoubt;

    Hands(ItemLedger ledger) {
        this.ledger = ledger;
    }

    synchronized List<Claim> claim(int limit, boolean send) {
        if (inDoubt) {
            ledger.putBack(Set.copyOf(items));
        }
        inDoubt = true;
        var claims = ledger.claim(limit, send);
        inDoubt = false;
        claims.forEach(claim -> items.add(claim.item()));
        return claims;
    }

    synchronized void empty(Claim claim) {
        items.remove(claim.item());
    }
}
