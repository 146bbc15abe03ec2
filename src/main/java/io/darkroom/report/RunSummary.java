package io.darkroom.report;

import io.darkroom.item.RunId;
import io.darkroom.item.Usd;
import io.darkroom.ledger.BalanceCheck;
import io.darkroom.ledger.Counts;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What became of a run, and what it cost.
///
/// @param status the run's state in lower case, or `crashed`: RUNNING with nobody at work
/// @param succeeded reused ones included; the seven counts from here on, without `reused`, add up
/// to `items`
/// @param reused succeeded without a request, with an output of an earlier run
/// @param pending not ended: waiting, in a lane, or paid and not yet in the bucket
/// @param requests sent, throttled ones included
/// @param estimated what the items were expected to cost when the run began
/// @param took from start to finish; empty until it finished
/// @param results URL of the results manifest
/// @param halt why a policy stopped the run
/// @param perhapsBilled the part of `reserved` that requests with unknown outcome hold
/// @param perhapsRequests how many requests hold it
/// @param reserved what open and unknown requests may still cost
/// @param budget most the run may cost; empty: no limit
/// @param today what all runs of the job came to on this day of UTC, and may
/// @param balance the provider's balance around the latest execution; empty: not known
public record RunSummary(RunId run, String job, String status, long items, long succeeded,
        long reused, long failed, long rejected, long invalid, long unknown, long pending,
        long cancelled, long requests, long throttled, Usd cost, Usd estimated,
        Optional<Instant> startedAt, Optional<Instant> finishedAt, Optional<Duration> took,
        Optional<String> results, Optional<Reason> halt, Usd perhapsBilled,
        long perhapsRequests, Usd reserved, Optional<Usd> budget, Counts.Day today,
        Optional<BalanceCheck> balance) {

    /// Why a policy stopped a run.
    ///
    /// @param code such as `KEY_REFUSED`
    /// @param message a sentence for the operator
    public record Reason(String code, String message) {}

    /// What of the run's budget is neither spent nor reserved; empty: no limit.
    public Optional<Usd> budgetLeft() {
        return left(budget, cost, reserved);
    }

    /// What of today's budget of the job is neither spent nor reserved; empty: no limit.
    public Optional<Usd> budgetLeftToday() {
        return left(today.cap(), today.spent(), today.reserved());
    }

    private static Optional<Usd> left(Optional<Usd> cap, Usd spent, Usd reserved) {
        return cap.map(most -> new Usd(most.amount().subtract(spent.plus(reserved).amount())
                .max(BigDecimal.ZERO)));
    }

    /// Items that ended without an image although one was asked for and could be had: failed,
    /// rejected and invalid.
    public long troubled() {
        return failed + rejected + invalid;
    }

    /// The summary as one JSON object on one line: the fields in their documented order, null
    /// for what is absent, dollars and seconds as numbers.
    public String toJson() {
        return SummaryJson.of(this).toString();
    }
}
