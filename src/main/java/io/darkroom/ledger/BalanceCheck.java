package io.darkroom.ledger;

import io.darkroom.item.Usd;
import java.math.BigDecimal;
import java.util.Optional;

/// The provider's balance around one execution of a run, and what the ledger says about the requests
/// of that execution. Other jobs on the same account, and payments, move the balance too.
///
/// @param before US dollars before the first request; negative where the account is overdrawn
/// @param after the same after the last one; empty: not known
/// @param spent what the requests cost
/// @param perhaps what requests hold that were perhaps billed
/// @param keysHonoured whether the provider is held not to bill a repeated key again
public record BalanceCheck(BigDecimal before, Optional<BigDecimal> after, Usd spent, Usd perhaps,
        boolean keysHonoured) {

    /// US dollars; balances are rounded to cents.
    static final BigDecimal TOLERANCE = new BigDecimal("0.01");

    /// How far the balance fell, negative if it rose; empty: not known.
    public Optional<BigDecimal> fell() {
        return after.map(before::subtract);
    }

    /// How much further it fell than was spent, negative if less far; empty: not known.
    public Optional<BigDecimal> difference() {
        return fell().map(fell -> fell.subtract(spent.amount()));
    }

    /// Whether a provider that is held to honour keys took more than a cent more than was spent and
    /// perhaps billed: it may bill repeated keys after all.
    public boolean keysInDoubt() {
        return keysHonoured && difference()
                .filter(more -> more.subtract(perhaps.amount()).compareTo(TOLERANCE) > 0)
                .isPresent();
    }
}
