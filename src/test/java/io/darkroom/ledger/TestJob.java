package io.darkroom.ledger;

import io.darkroom.item.ItemState;
import io.darkroom.item.RunId;
import io.darkroom.item.Sha256;
import io.darkroom.item.Usd;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/// A job of its own in a test database; its runs are a second apart.
///
/// @param name unique
public record TestJob(Ledger ledger, String name) {

    private static final AtomicLong SECONDS = new AtomicLong(
            Instant.parse("2026-11-22T12:00:00Z").getEpochSecond());

    /// A job that has no run yet.
    public TestJob(Ledger ledger) {
        this(ledger, "job-" + UUID.randomUUID());
    }

    /// A run of some items, without a cap.
    public RunId run(NewItem... items) {
        return run(Optional.empty(), List.of(items));
    }

    /// A run of some items.
    public RunId run(Optional<Usd> cap, List<NewItem> items) {
        return run(new Caps(cap, Optional.empty()), items);
    }

    /// A run of some items.
    public RunId run(Caps caps, List<NewItem> items) {
        var id = RunId.create(Instant.ofEpochSecond(SECONDS.incrementAndGet()), new Random(1));
        ledger.runs().create(new NewRun(id, name, "{}", "shop.csv", "/tmp", "/tmp/copy",
                Sha256.ofText("input"), 0, caps));
        var prepared = ledger.loader().prepare(id, 0);
        prepared.add(items, items.size());
        ledger.loader().load(prepared);
        return id;
    }

    /// Claims whatever is due for a worker called `ann`.
    public List<Claim> claim(RunId run) {
        return claim(run, "ann", 1000);
    }

    /// Claims whatever is due.
    public List<Claim> claim(RunId run, String owner, int limit) {
        return ledger.claims().claim(run, owner, limit, ItemState.PENDING, ItemState.RENDERED);
    }

    /// The wish to send a request that is no replay.
    public static Attempts.Intent intent(Claim claim) {
        return new Attempts.Intent(claim, Sha256.ofText(claim.entryId()), Duration.ofMinutes(2),
                false);
    }

    /// What becomes of the wish to send for each claim.
    public List<Attempts.Opened> open(List<Claim> claims) {
        return ledger.attempts().open(claims.stream().map(TestJob::intent).toList());
    }

    /// The id of the request opened for a claim.
    public long open(Claim claim) {
        return ((Attempts.Opened.Attempt) open(List.of(claim)).getFirst()).attempt();
    }

    /// All items of a run in the manifest's order.
    public List<ItemView> items(RunId run) {
        return ledger.overview().page(run, List.of(), 0, 10_000);
    }
}
