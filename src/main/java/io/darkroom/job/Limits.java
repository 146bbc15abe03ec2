package io.darkroom.job;

import io.darkroom.item.Usd;
import java.util.Optional;

/// How fast, how much and how often a run may ask.
///
/// @param requestsPerMinute 1 to 100,000
/// @param concurrency most requests at one time, 1 to 1,024
/// @param budget most that the run may cost; empty: no limit
/// @param budgetPerDay most that all runs of the job may cost in a day of UTC; empty: no limit
/// @param confirmAbove a run that is expected to cost more is begun with consent only; empty: no limit
/// @param maxTries most requests for one item, 1 to 10
/// @param onUnknown what follows a request that was perhaps billed
public record Limits(int requestsPerMinute, int concurrency, Optional<Usd> budget,
        Optional<Usd> budgetPerDay, Optional<Usd> confirmAbove, int maxTries,
        OnUnknown onUnknown) {

    /// 10 requests a minute, 3 at a time, no budget, 3 tries, perhaps billed items held.
    public static final Limits DEFAULT = new Limits(10, 3, Optional.empty(),
            Optional.empty(), Optional.empty(), 3, OnUnknown.HOLD);

    static final int MAX_REQUESTS_PER_MINUTE = 100_000;
    static final int MAX_CONCURRENCY = 1_024;
    static final int MOST_TRIES = 10;

    /// The same limits with another budget of the run.
    public Limits withBudget(Optional<Usd> other) {
        return new Limits(requestsPerMinute, concurrency, other, budgetPerDay, confirmAbove,
                maxTries, onUnknown);
    }

    /// @throws IllegalArgumentException if a number is out of its range
    public Limits {
        check("requests per minute", requestsPerMinute, MAX_REQUESTS_PER_MINUTE);
        check("concurrency", concurrency, MAX_CONCURRENCY);
        check("tries", maxTries, MOST_TRIES);
    }

    /// Whether there is a budget of either kind, so that every request needs a price.
    public boolean capped() {
        return budget.isPresent() || budgetPerDay.isPresent();
    }

    private static void check(String name, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(name + " is 1 to " + most + ": " + value);
        }
    }
}
