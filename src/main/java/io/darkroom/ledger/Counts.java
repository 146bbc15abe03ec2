package io.darkroom.ledger;

import io.darkroom.item.ItemState;
import io.darkroom.item.Usd;
import java.util.Map;
import java.util.Optional;

/// Where a run stands, in numbers that were true at one instant.
///
/// @param items number of items by state; a state without items may be missing
/// @param reused how many succeeded without a request
/// @param requests requests that were sent, throttled ones included
/// @param throttled requests answered with "too many"
/// @param spent what the images cost
/// @param reserved what open and unknown requests may still cost
/// @param perhapsBilled the part of `reserved` that unknown requests hold, of items that were sent
/// again too
/// @param perhapsRequests how many requests hold it
/// @param cap the most the run may spend; empty: no limit
/// @param today the job's budget of this day of UTC, by the database's clock
/// @param requestsLastMinute requests sent in the last 60 seconds by the database's clock
public record Counts(Map<ItemState, Long> items, long reused, long requests, long throttled,
        Usd spent, Usd reserved, Usd perhapsBilled, long perhapsRequests, Optional<Usd> cap,
        Day today, long requestsLastMinute) {

    /// What all runs of a job came to in a day.
    ///
    /// @param cap the most they may spend; empty: no limit
    public record Day(Usd spent, Usd reserved, Optional<Usd> cap) {}

    /// Copies the map.
    public Counts {
        items = Map.copyOf(items);
    }

    /// How many items are in a state.
    public long of(ItemState state) {
        return items.getOrDefault(state, 0L);
    }

    /// All items.
    public long total() {
        return items.values().stream().mapToLong(Long::longValue).sum();
    }

    /// Items with something left to do.
    public long left() {
        return items.entrySet().stream().filter(e -> !e.getKey().ended())
                .mapToLong(Map.Entry::getValue).sum();
    }
}
