package io.darkroom.engine;

import io.darkroom.ledger.Attempts.Intent;
import io.darkroom.ledger.Attempts.Opened;
import io.darkroom.ledger.Claim;
import io.darkroom.ledger.Settlement;
import java.util.List;

/// The ledger of one run, for one worker. What a method has written is durable when it returns; one
/// that throws may have written or not.
public interface ItemLedger {

    /// Claims due items, oldest first; nobody else gets them.
    ///
    /// @param limit most items to claim
    /// @param send whether items that have to be sent are wanted too, or only those to be stored
    List<Claim> claim(int limit, boolean send);

    /// Puts back what this worker holds in the ledger and does not have in hand: claims of which it
    /// never heard.
    ///
    /// @param inHand claims that it has
    void putBack(List<Claim> inHand);

    /// Writes a request down and reserves its price, before it is sent. Repeating is safe.
    Opened open(Intent intent);

    /// Writes consequences down, all or none; those of claims that somebody else holds now are left
    /// out.
    ///
    /// @return how many were still held
    int settle(List<Settlement> settlements);

    /// Whether anything is left to do in the run, items of others and those not yet due included.
    boolean anyLeft();
}
