package io.darkroom.render;

import io.darkroom.engine.ItemLedger;
import io.darkroom.item.ItemState;
import io.darkroom.item.RunId;
import io.darkroom.ledger.Attempts.Intent;
import io.darkroom.ledger.Attempts.Opened;
import io.darkroom.ledger.Claim;
import io.darkroom.ledger.Claims;
import io.darkroom.ledger.Settlement;
import java.util.List;

/// The real ledger for one run and one worker; requests are written down through the journal, and
/// replays are told to the audit.
record RunLedger(RunId run, String owner, Claims claims, AttemptJournal journal, KeyAudit audit)
        implements
            ItemLedger {

    @Override
    public List<Claim> claim(int limit, boolean send) {
        return claims.claim(run, owner, limit, send
                ? new ItemState[]{ItemState.PENDING, ItemState.RENDERED}
                : new ItemState[]{ItemState.RENDERED});
    }

    @Override
    public void putBack(List<Claim> inHand) {
        claims.putBack(run, owner, inHand);
    }

    @Override
    public Opened open(Intent intent) {
        if (intent.replay()) {
            audit.replayed();
        }
        return journal.open(intent);
    }

    @Override
    public int settle(List<Settlement> settlements) {
        return claims.settle(settlements);
    }

    @Override
    public boolean anyLeft() {
        return claims.anyLeft(run);
    }
}
