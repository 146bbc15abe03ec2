package io.darkroom.render;

import io.darkroom.item.Usd;
import io.darkroom.ledger.Attempts.Opened;
import io.darkroom.ledger.Claim;
import io.darkroom.ledger.Settlement;
import io.darkroom.limit.Permits;
import io.darkroom.provider.ImageProvider;
import io.darkroom.provider.InputImage;
import io.darkroom.provider.Outcome;
import io.darkroom.provider.RenderRequest;
import io.darkroom.storage.NotAnImage;
import io.darkroom.storage.SourceProblem;
import io.darkroom.storage.Spool;
import io.darkroom.storage.StoreUnavailable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What happens to one claimed item, from the claim to the settlement. Blocking; run on a virtual
/// thread for each item.
final class ItemTask {

    private static final Duration AGAIN_SOON = Duration.ofSeconds(2);

    private final RenderOrder order;
    private final ImageProvider provider;
    private final Inputs inputs;
    private final Spool spool;
    private final Permits permits;
    private final AttemptJournal journal;
    private final RunControl control;
    private final StopRules stopRules;
    private final Rules rules;
    private final Shelf shelf;

    ItemTask(RenderOrder order, ImageProvider provider, Inputs inputs, Spool spool,
            Permits permits, AttemptJournal journal, RunControl control, StopRules stopRules,
            Rules rules, Shelf shelf) {
        this.order = order;
        this.provider = provider;
        this.inputs = inputs;
        this.spool = spool;
        this.permits = permits;
        this.journal = journal;
        this.control = control;
        this.stopRules = stopRules;
        this.rules = rules;
        this.shelf = shelf;
    }

    /// The item's consequence; empty if the item belongs to somebody else now.
    Optional<Settlement> run(Claim claim) throws InterruptedException {
        if (claim.attempt().isPresent()) {
            return Optional.of(resume(claim, claim.attempt().getAsLong()));
        }
        var reused = shelf.reuse(claim);
        return reused.isPresent() ? reused : render(claim);
    }

    private Optional<Settlement> render(Claim claim) throws InterruptedException {
        try {
            return send(claim, inputs.of(claim));
        } catch (SourceProblem e) {
            var message = String.valueOf(e.getMessage());
            return Optional.of(e.transientFailure()
                    ? rules.released(claim, AGAIN_SOON)
                    : rules.badInput(claim, message));
        } catch (Inputs.Changed e) {
            return Optional.of(rules.badInput(claim, String.valueOf(e.getMessage())));
        }
    }

    private Optional<Settlement> send(Claim claim, List<InputImage> images)
            throws InterruptedException {
        if (!shelf.open() || !permits.acquire()) {
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
            case Reply.Sent sent -> {
                stopRules.observe(sent.outcome());
                yield Optional.of(conclude(claim, sent.attempt(), sent.outcome()));
            }
        };
    }

    /// What came of holding a permit.
    private sealed interface Reply {

        record NotSent(Optional<Settlement> settlement) implements Reply {}

        record Sent(long attempt, Outcome outcome) implements Reply {}
    }

    /// Writes the request down, and only then sends it.
    private Reply ask(Claim claim, List<InputImage> images) {
        if (!control.sending() || !shelf.open()) {
            return new Reply.NotSent(Optional.of(putBack(claim)));
        }
        return switch (journal.open(claim)) {
            case Opened.Lost _ -> new Reply.NotSent(Optional.empty());
            case Opened.OverBudget _ -> new Reply.NotSent(Optional.of(overBudget(claim)));
            case Opened.Attempt opened -> new Reply.Sent(opened.attempt(),
                    provider.render(request(claim, images), landing(opened.attempt())));
        };
    }

    private Settlement putBack(Claim claim) {
        return rules.released(claim, shelf.open() ? Duration.ZERO : AGAIN_SOON);
    }

    private RenderRequest request(Claim claim, List<InputImage> images) {
        return new RenderRequest(order.model(), claim.instruction(), claim.options(), images,
                claim.idempotencyKey(), RenderRequest.deadline(claim.options()));
    }

    private SpoolLanding landing(long attempt) {
        return new SpoolLanding(spool.open(attempt));
    }

    private Settlement overBudget(Claim claim) {
        control.halt(Stop.Reason.BUDGET_REACHED,
                "The next image could exceed the run's budget; raise it with --budget and resume");
        return rules.released(claim, Duration.ZERO);
    }

    private Settlement conclude(Claim claim, long attempt, Outcome outcome) {
        return outcome instanceof Outcome.Rendered rendered
                ? seal(claim, attempt, rendered.cost(), rendered.requestId())
                : rules.settle(claim, attempt, outcome);
    }

    private Settlement seal(Claim claim, long attempt, Optional<Usd> cost, String requestId) {
        try {
            var image = spool.open(attempt).seal();
            return shelf.put(claim, Rules.rendered(attempt, cost, requestId), image);
        } catch (NotAnImage e) {
            stopRules.observeNoImage(String.valueOf(e.getMessage()));
            return rules.unusable(claim, attempt, 200, requestId, Rules.UNUSABLE,
                    String.valueOf(e.getMessage()));
        } catch (IOException e) {
            control.halt(Stop.Reason.SPOOL_BROKEN, "The spool cannot keep an answer: " + e);
            return rules.unknown(claim, attempt, 200, requestId, "SPOOL_BROKEN", e.toString());
        }
    }

    /// Goes on with an item whose request was sent, or written down to be sent, by a process that
    /// may be dead: never sends, and searches the spool and the bucket before it gives up.
    private Settlement resume(Claim claim, long attempt) {
        var file = spool.open(attempt);
        var end = claim.inDoubt()
                ? Rules.rendered(attempt, Optional.empty(), "")
                : Optional.<Settlement.AttemptEnd>empty();
        var sealed = file.sealed();
        if (sealed.isPresent()) {
            return shelf.put(claim, end, sealed.get());
        }
        if (landing(attempt).note().isPresent()) {
            return conclude(claim, attempt, provider.collect(landing(attempt), claim.options()));
        }
        try {
            return shelf.find(claim, file).map(image -> shelf.put(claim, end, image))
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
