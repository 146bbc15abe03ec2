package io.darkroom.cli;

import io.darkroom.item.Usd;
import io.darkroom.ledger.BalanceCheck;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/// What the provider's balance says about the latest execution of a run.
final class BalanceText {

    private BalanceText() {}

    /// Lines for a summary; none if nothing was sent and the balance stayed as it was.
    static List<String> of(BalanceCheck check) {
        var lines = new ArrayList<String>();
        check.fell().filter(fell -> fell.signum() != 0 || !nothing(check)).ifPresent(fell -> {
            lines.add("  " + sentence(check, fell));
            if (check.keysInDoubt()) {
                lines.add("  Warning: unless others used the account, the provider bills repeated"
                        + " keys; set darkroom.hinow.idempotency to ignored and ask it");
            }
        });
        return lines;
    }

    private static boolean nothing(BalanceCheck check) {
        return check.spent().plus(check.perhaps()).equals(Usd.ZERO);
    }

    private static String sentence(BalanceCheck check, BigDecimal fell) {
        var moved = (fell.signum() < 0 ? "rose" : "fell") + " by " + dollars(fell);
        var perhaps = check.perhaps().equals(Usd.ZERO)
                ? ""
                : " and perhaps " + check.perhaps() + " more";
        var difference = fell.subtract(check.spent().amount());
        if (difference.signum() == 0) {
            return "balance " + moved + ", as the ledger says" + perhaps;
        }
        if (difference.signum() > 0 && difference.compareTo(check.perhaps().amount()) <= 0) {
            return "balance " + moved + ", the ledger says " + check.spent() + perhaps;
        }
        return "the provider's balance " + moved + ", the ledger says " + check.spent() + perhaps
                + ": " + dollars(difference) + (difference.signum() > 0 ? " more" : " less")
                + "; other jobs and payments on the account move it too";
    }

    private static Usd dollars(BigDecimal amount) {
        return new Usd(amount.abs());
    }
}
