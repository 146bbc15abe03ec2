package io.darkroom.engine;

import io.darkroom.item.Sha256;
import io.darkroom.item.Usd;
import io.darkroom.ledger.Attempts.Intent;
import io.darkroom.ledger.Attempts.Opened;
import io.darkroom.ledger.Attempts;
import io.darkroom.ledger.Claim;
import io.darkroom.ledger.Settlement;
import io.darkroom.limit.Permits;
import io.darkroom.picture.NotAnImage;
import io.darkroom.provider.ImageProvider;
import io.darkroom.provider.InputImage;
import io.darkroom.provider.Outcome;
import io.darkroom.provider.RenderRequest;
import io.darkroom.storage.SourceProblem;
import io.darkroom.storage.StoreUnavailable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What happens to one claimed item, from the claim to the settlement.
final class ItemTask {

    private static final Duration AGAIN_SOON = Duration.ofSeconds(2);

    /// A turn that could not be used for so long is given up for a new one: after a stall of the
    /// ledger all who waited would otherwise send in the same instant.
    private static final Duration TURN = Duration.ofSeconds(1);

    /// A request that was written down is sent within this time or not at all: who finds it open
    /// knows by its deadline when no answer can come any more.
    private static final Duration START = Attempts.START;

    private final RenderOrder order;
    private final ImageProvider provider;
    private final InputImages inputs;
    private final AnswerSpool spool;
    private final Permits permits;
    private final ItemLedger ledger;
    private final Ownership ownership;
    private final EngineClock clock;
    private final RunControl control;
    private final StopRules stopRules;
    private final Rules rules;
    private final Shelf shelf;
    private final Uploads uploads;
    private final Outage noRoom;

    ItemTask(RenderOrder order, Ports ports, RunControl control, StopRules stopRules, Rules rules,
            Shelf shelf) {
        this.order = order;
        this.provider = ports.provider();
        this.inputs = ports.inputs();
        this.spool = ports.spool();
        this.permits = ports.permits();
        this.ledger = ports.ledger();
        this.ownership = ports.ownership();
        this.clock = ports.clock();
        this.control = control;
        this.stopRules = stopRules;
        this.rules = rules;
        this.shelf = shelf;
        this.uploads = new Uploads(provider.sendAs(), ports.bucket(), shelf);
        this.noRoom = new Outage(Stop.Reason.SPOOL_FULL, "The spool's disk has no room for answers",
                control, clock, order.patience());
    }

    /// The item's consequence; empty if the item belongs to somebody else now.
    Optional<Settlement> run(Claim claim) throws InterruptedException {
        if (claim.attempt().isPresent()) {
            return Optional.of(resume(claim, claim.attempt().getAsLong()));
        }
        var ended = late(claim).or(() -> rules.stale(claim, content(claim)));
        if (ended.isPresent()) {
            return ended;
        }
        var reused = shelf.reuse(claim);
        return reused.isPresent() ? reused : render(claim);
    }

    /// What the provider is asked for, all that shapes it included.
    private Sha256 content(Claim claim) {
        return Sha256.ofText(claim.fingerprint().hash() + " " + provider.dialect());
    }

    /// The image of a request of which nothing was known, if it landed after all.
    private Optional<Settlement> late(Claim claim) {
        var unknown = claim.earlier().map(Claim.Earlier::unknown).orElse(OptionalLong.empty());
        if (unknown.isEmpty()) {
            return Optional.empty();
        }
        long attempt = unknown.getAsLong();
        var end = Rules.rendered(attempt, Optional.empty(), "");
        try {
            return spool.sealed(attempt).or(() -> shelf.find(claim, attempt))
                    .map(image -> shelf.put(claim, end, image));
        } catch (StoreUnavailable e) {
            return Optional.of(rules.later(claim, String.valueOf(e.getMessage())));
        }
    }

    private Optional<Settlement> render(Claim claim) throws InterruptedException {
        try {
            var images = inputs.of(claim);
            return uploads.lay(images)
                    ? send(claim, images)
                    : Optional.of(rules.released(claim, Duration.ZERO));
        } catch (SourceProblem e) {
            var message = String.valueOf(e.getMessage());
            return Optional.of(e.transientFailure()
                    ? rules.released(claim, AGAIN_SOON)
                    : rules.badInput(claim, message));
        } catch (InputImages.Changed e) {
            return Optional.of(rules.badInput(claim, String.valueOf(e.getMessage())));
        }
    }

    private Optional<Settlement> send(Claim claim, List<InputImage> images)
            throws SourceProblem, InterruptedException {
        if (!mayOrder() || !permits.acquire()) {
            return Optional.of(putBack(claim));
        }
        Reply reply;
        try {
            reply = ask(claim, images);
        } finally {
            permits.release();
        }
        return switch (reply) {
            case Reply.NotSent notSent -> notSent.settlement();
            case Reply.Sent sent ->
                Optional.of(conclude(claim, sent.attempt(), sent.outcome()));
        };
    }

    /// What came of holding a permit.
    private sealed interface Reply {

        record NotSent(Optional<Settlement> settlement) implements Reply {}

        record Sent(long attempt, Outcome outcome) implements Reply {}
    }

    /// Writes the request down, and only then sends it.
    ///
    /// @throws SourceProblem if it cannot be made; nothing was written down
    private Reply ask(Claim claim, List<InputImage> images) throws SourceProblem {
        if (!control.sending() || !mayOrder()) {
            return new Reply.NotSent(Optional.of(putBack(claim)));
        }
        long turn = clock.nanoTime();
        var request = request(claim, uploads.sign(images, claim.options()));
        return switch (ledger.open(intent(claim))) {
            case Opened.Lost _ -> new Reply.NotSent(Optional.empty());
            case Opened.OverBudget over -> new Reply.NotSent(Optional.of(overBudget(claim, over)));
            case Opened.Unpriced _ -> new Reply.NotSent(Optional.of(rules.unpriced(claim)));
            case Opened.Attempt opened ->
                new Reply.Sent(opened.attempt(), post(request, opened.attempt(), turn));
        };
    }

    private Outcome post(RenderRequest request, long attempt, long turn) {
        if (elapsed(turn).compareTo(TURN) > 0 && !renewed()) {
            return new Outcome.Unsent("The run was stopped before this request could be sent");
        }
        if (elapsed(turn).compareTo(START) > 0 || !ownership.holds()) {
            return new Outcome.Unsent("Another process may own the run by now");
        }
        var outcome = provider.render(request, spool.landing(attempt));
        // Before the permit is given back, so that an answer that stops the run stops the next in line.
        stopRules.observe(outcome);
        return outcome;
    }

    /// False if the run was stopped meanwhile.
    private boolean renewed() {
        try {
            return permits.renew();
        } catch (InterruptedException _) {
            return false;
        }
    }

    private Duration elapsed(long since) {
        return Duration.ofNanos(clock.nanoTime() - since);
    }

    /// Whether an image that is ordered now can be kept when it comes.
    private boolean mayOrder() {
        if (spool.hasRoom()) {
            noRoom.over();
        } else {
            noRoom.seen("free some space");
        }
        return shelf.open() && !noRoom.on();
    }

    private Settlement putBack(Claim claim) {
        return rules.released(claim, mayOrder() ? Duration.ZERO : AGAIN_SOON);
    }

    private Intent intent(Claim claim) {
        return new Intent(claim, content(claim),
                START.plus(RenderRequest.deadline(claim.options())), rules.replays(claim));
    }

    private RenderRequest request(Claim claim, List<InputImage> images) {
        return new RenderRequest(order.model(), claim.instruction(), claim.options(), images,
                claim.idempotencyKey(), RenderRequest.deadline(claim.options()));
    }

    private Settlement overBudget(Claim claim, Opened.OverBudget over) {
        control.halt(MoneyStops.reason(over), MoneyStops.message(claim, over));
        return rules.released(claim, Duration.ZERO);
    }

    private Settlement conclude(Claim claim, long attempt, Outcome outcome) {
        MoneyStops.overrun(claim, outcome)
                .ifPresent(message -> control.halt(Stop.Reason.COST_OVERRUN, message));
        return outcome instanceof Outcome.Rendered rendered
                ? seal(claim, attempt, rendered.cost(), rendered.requestId())
                : rules.settle(claim, attempt, outcome);
    }

    private Settlement seal(Claim claim, long attempt, Optional<Usd> cost, String requestId) {
        try {
            var image = spool.seal(attempt);
            return shelf.put(claim, Rules.rendered(attempt, cost, requestId), image);
        } catch (NotAnImage e) {
            stopRules.observeNoImage(String.valueOf(e.getMessage()));
            return rules.unusable(claim, attempt, 200, requestId, Rules.UNUSABLE,
                    String.valueOf(e.getMessage()));
        } catch (IOException e) {
            control.halt(Stop.Reason.SPOOL_BROKEN, "The spool cannot keep an answer: " + e);
            // What is promised can be fetched again.
            return spool.landing(attempt).note().isPresent()
                    ? rules.kept(claim, Rules.rendered(attempt, cost, requestId), e.toString())
                    : rules.unknown(claim, attempt, 200, requestId, "SPOOL_BROKEN", e.toString());
        }
    }

    /// Goes on with an item whose request was sent, or written down to be sent, by a process that
    /// may be dead: never sends, and searches the spool and the bucket before it gives up.
    private Settlement resume(Claim claim, long attempt) {
        var end = claim.inDoubt()
                ? Rules.rendered(attempt, Optional.empty(), "")
                : Optional.<Settlement.AttemptEnd>empty();
        var sealed = spool.sealed(attempt);
        if (sealed.isPresent()) {
            return shelf.put(claim, end, sealed.get());
        }
        var landing = spool.landing(attempt);
        if (landing.note().isPresent()) {
            return conclude(claim, attempt, provider.collect(landing, claim.options()));
        }
        try {
            return shelf.find(claim, attempt).map(image -> shelf.put(claim, end, image))
                    .orElseGet(() -> gone(claim, attempt));
        } catch (StoreUnavailable e) {
            return rules.later(claim, String.valueOf(e.getMessage()));
        }
    }

    private Settlement gone(Claim claim, long attempt) {
        return claim.rendered()
                ? rules.lost(claim)
                : rules.unknown(claim, attempt, 0, "", "INTERRUPTED",
                        "The process ended while this request was open");
    }
}
