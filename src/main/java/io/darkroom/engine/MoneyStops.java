package io.darkroom.engine;

import io.darkroom.ledger.Attempts.Opened;
import io.darkroom.ledger.Claim;
import io.darkroom.provider.Outcome;
import java.util.Optional;

/// When money stops a run, and what the operator is told then.
final class MoneyStops {

    private MoneyStops() {}

    static Stop.Reason reason(Opened.OverBudget over) {
        return switch (over.limit()) {
            case RUN -> Stop.Reason.BUDGET_REACHED;
            case DAY -> Stop.Reason.DAILY_BUDGET_REACHED;
        };
    }

    /// Which cap it was, what is left of it, and how it goes on.
    static String message(Claim claim, Opened.OverBudget over) {
        var next = claim.price().map(price -> "the next image may cost " + price).orElseThrow();
        return switch (over.limit()) {
            case RUN ->
                "The run's budget of %s has %s left and %s; raise it with --budget and resume"
                        .formatted(over.cap(), over.left(), next);
            case DAY -> ("The job's budget of %s a day has %s left today and %s; resume after"
                    + " 00:00 UTC, or raise limits.budget_usd_per_day and run again")
                    .formatted(over.cap(), over.left(), next);
        };
    }

    /// The alarm if an answer says that an image cost more than was reserved for it. The cost is
    /// written down as it is; an image without a price reserved nothing that it could exceed.
    static Optional<String> overrun(Claim claim, Outcome outcome) {
        if (!(outcome instanceof Outcome.Rendered rendered)) {
            return Optional.empty();
        }
        return rendered.cost().flatMap(cost -> claim.price()
                .filter(price -> cost.compareTo(price) > 0)
                .map(price -> ("The provider charged %s for an image that is priced at %s; set"
                        + " darkroom.prices to what it charges and resume")
                        .formatted(cost, price)));
    }
}
