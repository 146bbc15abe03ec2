package io.darkroom.report;

import io.darkroom.item.ItemState;
import io.darkroom.item.Usd;
import io.darkroom.ledger.Books;
import io.darkroom.ledger.ItemView;
import io.darkroom.ledger.Ledger;
import io.darkroom.ledger.Oddity;
import io.darkroom.ledger.RunRecord;
import io.darkroom.ledger.RunState;
import io.darkroom.report.Difference.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Compares the ledger with itself.
///
/// What depends on whether somebody works on the run is only told if nobody did before it was read
/// and nobody does after.
final class LedgerCheck {

    private static final List<ItemState> LEFT = List.of(ItemState.PENDING, ItemState.CLAIMED,
            ItemState.RENDERED);

    private final Ledger ledger;
    private final RunRecord run;
    private final Remedies remedies;
    private final Consumer<Difference> found;

    LedgerCheck(Ledger ledger, Remedies remedies, Consumer<Difference> found) {
        this.ledger = ledger;
        this.run = remedies.run();
        this.remedies = remedies;
        this.found = found;
    }

    /// Rows and money.
    Books books() {
        var books = ledger.recount().of(run.id(), oddity -> found.accept(difference(oddity)));
        amount(Kind.SPENT, books.spent(), books.billed());
        amount(Kind.RESERVED, books.reserved(), books.held());
        var most = books.spent().plus(books.reserved());
        books.cap().filter(cap -> most.compareTo(cap) > 0)
                .ifPresent(cap -> found.accept(new Difference(Kind.BUDGET, Optional.empty(),
                        Optional.empty(), cap.toString(), most.toString(),
                        remedies.raiseBudget())));
        return books;
    }

    private void amount(Kind kind, Usd expected, Usd added) {
        if (!expected.equals(added)) {
            found.accept(plain(kind, expected.toString(), added.toString()));
        }
    }

    private Difference difference(Oddity oddity) {
        return switch (oddity.kind()) {
            case MISSING_ROW, MISSING_ITEM, MISSING_INPUT -> of(oddity, Kind.ROW,
                    remedies.readAgain());
            case STRAY_REQUEST -> of(oddity, Kind.REQUEST, Optional.empty());
            case KEY -> of(oddity, Kind.KEY, Optional.empty());
            case BILLED_TWICE -> of(oddity, Kind.BILLED_TWICE, Optional.empty());
            case COST -> new Difference(Kind.COST, oddity.item(), oddity.key(),
                    Usd.of(oddity.expected()).toString(), Usd.of(oddity.found()).toString(),
                    Optional.empty());
        };
    }

    private static Difference of(Oddity oddity, Kind kind, Optional<String> advice) {
        return new Difference(kind, oddity.item(), oddity.key(), oddity.expected(),
                oddity.found(), advice);
    }

    /// Requests that are open though nobody waits for their answers.
    void openRequests() {
        if (!idle()) {
            return;
        }
        var open = ledger.recount().openRequests(run.id());
        if (!open.isEmpty() && idle()) {
            open.forEach(request -> found.accept(new Difference(Kind.REQUEST,
                    Optional.of(request.item()), Optional.empty(), "ended",
                    "request " + request.attempt() + " open", remedies.settle(request.state()))));
        }
    }

    /// Items of a finished run that have something left to do. A manifest that broke off leaves
    /// items too; the run says so itself.
    void leftItems() {
        long after = 0;
        List<ItemView> page;
        do {
            if (!finished()) {
                return;
            }
            page = ledger.overview().page(run.id(), LEFT, after, Verification.PAGE);
            if (!page.isEmpty() && finished()) {
                page.forEach(item -> found.accept(new Difference(Kind.STATE,
                        Optional.of(ObjectCheck.name(item)), Optional.empty(), "ended",
                        item.state().name().toLowerCase(Locale.ROOT), remedies.goOn())));
                after = page.getLast().item();
            }
        } while (!page.isEmpty());
    }

    /// The numbers of the summary against items that were counted one by one, if the run stood still
    /// meanwhile.
    void counts(RunSummary summary, Map<ItemState, Long> counted) {
        if (!still()) {
            return;
        }
        count("succeeded", summary.succeeded(), counted, ItemState.SUCCEEDED);
        count("failed", summary.failed(), counted, ItemState.FAILED);
        count("rejected", summary.rejected(), counted, ItemState.REJECTED);
        count("invalid", summary.invalid(), counted, ItemState.INVALID);
        count("unknown", summary.unknown(), counted, ItemState.UNKNOWN);
        count("cancelled", summary.cancelled(), counted, ItemState.CANCELLED);
        count("left", summary.pending(), counted, LEFT.toArray(ItemState[]::new));
    }

    private void count(String name, long expected, Map<ItemState, Long> counted,
            ItemState... states) {
        long number = List.of(states).stream().mapToLong(s -> counted.getOrDefault(s, 0L)).sum();
        if (number != expected) {
            found.accept(plain(Kind.COUNT, expected + " " + name, number + " " + name));
        }
    }

    private Difference plain(Kind kind, String expected, String counted) {
        return new Difference(kind, Optional.empty(), Optional.empty(), expected, counted,
                Optional.empty());
    }

    /// Nobody works on the run. A run that is about to be resumed has sent nothing yet.
    private boolean idle() {
        return now().state() != RunState.RUNNING || !ledger.locks().taken(run.job());
    }

    private boolean finished() {
        var now = now();
        return now.state().finished() && now.halt().isEmpty() && !ledger.locks().taken(run.job());
    }

    /// Nobody works on the run, or did since it was read first.
    private boolean still() {
        return now().equals(run) && !ledger.locks().taken(run.job());
    }

    private RunRecord now() {
        return ledger.runs().find(run.id()).orElse(run);
    }
}
