package io.darkroom.engine;

import io.darkroom.item.ItemState;
import io.darkroom.ledger.Claim;
import io.darkroom.ledger.Settlement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The items of a run that one lane has in hand: claims them, has them handled, and settles what
/// comes of them in groups. Used by one thread at a time.
public final class Window {

    private static final Logger LOG = LoggerFactory.getLogger(Window.class);

    private final ItemLedger ledger;
    private final AnswerSpool spool;
    private final Ownership ownership;
    private final Hands hands;
    private final Shelf shelf;
    private final RunControl control;
    private final int size;
    private final Consumer<Claim> start;
    private final List<Settlement> unsettled = new ArrayList<>();
    private int inHand;

    Window(Ports ports, Hands hands, Shelf shelf, RunControl control, int size,
            Consumer<Claim> start) {
        this.ledger = ports.ledger();
        this.spool = ports.spool();
        this.ownership = ports.ownership();
        this.hands = hands;
        this.shelf = shelf;
        this.control = control;
        this.size = size;
        this.start = start;
    }

    /// Takes what came of one claim.
    ///
    /// @param consequence empty if the item is somebody else's now
    public void done(Claim claim, Optional<Settlement> consequence) {
        inHand--;
        consequence.ifPresentOrElse(unsettled::add, () -> hands.empty(claim));
    }

    /// Whether so many consequences wait that they should be settled before more are waited for.
    public boolean crowded() {
        return unsettled.size() > size / 2;
    }

    /// How many consequences wait to be settled.
    public int unsettled() {
        return unsettled.size();
    }

    /// Settles what waits and fills the window. What it throws comes from the ledger; nothing is
    /// lost then, and the turn can be repeated.
    ///
    /// @return whether there is more to do: false when nothing is left in the run, or when the run
    /// was stopped and all that was in hand is written down
    public boolean turn() {
        settle();
        claim();
        return inHand > 0 || (control.sending() && ledger.anyLeft());
    }

    private void settle() {
        if (unsettled.isEmpty()) {
            return;
        }
        int held = ledger.settle(List.copyOf(unsettled));
        if (held == unsettled.size()) {
            unsettled.forEach(this::tidy);
        } else {
            // Whose files are still needed cannot be told; the next start removes the others.
            LOG.warn("{} of {} items of run {} were settled before, or belong to somebody else",
                    unsettled.size() - held, unsettled.size(),
                    unsettled.getFirst().claim().run());
        }
        unsettled.forEach(settlement -> hands.empty(settlement.claim()));
        unsettled.clear();
    }

    /// Removes an attempt's spool files once the ledger knows that they are not needed.
    private void tidy(Settlement settlement) {
        boolean needed = settlement.to() == ItemState.RENDERED
                || settlement.error().filter(e -> e.code().equals(Rules.CONFLICT)).isPresent()
                || (settlement.to() == ItemState.PENDING && settlement.attempt().isEmpty());
        if (!needed) {
            settlement.attempt().map(Settlement.AttemptEnd::id)
                    .or(() -> settlement.claim().attempt().stream().boxed().findFirst())
                    .ifPresent(spool::discard);
        }
    }

    private void claim() {
        int free = size - inHand;
        if (free > 0 && control.sending() && ownership.holds()) {
            for (var claim : hands.claim(free, shelf.open())) {
                inHand++;
                start.accept(claim);
            }
        }
    }
}
