package io.darkroom.render;

import io.darkroom.engine.RunControl;
import io.darkroom.engine.Stop;
import io.darkroom.item.RunId;
import io.darkroom.item.Usd;
import io.darkroom.ledger.Balances;
import io.darkroom.provider.ImageProvider;
import java.math.BigDecimal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/// Stops a run whose provider is held to bill a repeated key once and does not, which only its
/// balance can tell. Looks after 5 replays, and whenever they have doubled.
///
/// Safe for any number of threads.
final class KeyAudit {

    private static final Logger LOG = LoggerFactory.getLogger(KeyAudit.class);
    private static final int FIRST_LOOK = 5;

    private final RunId run;
    private final Balances balances;
    private final ImageProvider provider;
    private final RunControl control;
    private long replays;
    private long nextLook = FIRST_LOOK;

    KeyAudit(RunId run, Balances balances, ImageProvider provider, RunControl control) {
        this.run = run;
        this.balances = balances;
        this.provider = provider;
        this.control = control;
    }

    /// A request under a key that was perhaps billed before is about to be sent. Does not block.
    synchronized void replayed() {
        replays++;
        if (replays == nextLook) {
            nextLook *= 2;
            Thread.ofVirtual().name("key-audit-" + run)
                    .start(() -> provider.balance().ifPresent(this::look));
        }
    }

    /// Compares what is on the account now with the ledger.
    void look(BigDecimal balance) {
        try {
            balances.billedAgain(run, balance)
                    .ifPresent(more -> control.halt(Stop.Reason.KEYS_BILLED_AGAIN, message(more)));
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("The balance of run {} cannot be compared: {}", run, e.getMessage());
        }
    }

    private static String message(Usd more) {
        return ("The account fell by %s more than the requests can have cost: the provider seems to"
                + " bill repeated keys again. Set darkroom.hinow.idempotency to ignored and"
                + " resume; if others use the account, just resume").formatted(more);
    }
}
