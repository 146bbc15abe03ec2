package io.darkroom.report;

import io.darkroom.item.ItemState;
import io.darkroom.item.RunId;
import io.darkroom.item.UnusableInput;
import io.darkroom.ledger.Books;
import io.darkroom.ledger.ItemView;
import io.darkroom.ledger.Ledger;
import io.darkroom.storage.ObjectStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Gatherers;

/// Recounts a run: rows, requests, money and every object in the bucket. It believes neither the
/// totals of the ledger nor the metadata of the bucket, changes nothing, and needs the same memory
/// however many items there are. A run may be worked on meanwhile.
public final class Verification {

    static final int PAGE = 500;

    private static final int AT_ONCE = 16;

    private final Ledger ledger;
    private final ObjectStore store;
    private final Path spools;
    private final Depth depth;

    /// How closely objects are looked at.
    public enum Depth {

        /// All bytes are read: hash, length, structure of the image, and metadata.
        BYTES,
        /// Length and metadata only.
        HEADS
    }

    /// @param spools holds a folder for each run that has files in the spool; need not be there
    public Verification(Ledger ledger, ObjectStore store, Path spools, Depth depth) {
        this.ledger = ledger;
        this.store = store;
        this.spools = spools;
        this.depth = depth;
    }

    /// Verifies a run.
    ///
    /// @param tally is kept up to date and may be looked at by other threads
    /// @param found is told each difference, on the calling thread
    /// @throws UnusableInput if there is no such run
    /// @throws io.darkroom.storage.StoreUnavailable if the bucket does not answer
    public Verified of(RunId id, Tally tally, Consumer<Difference> found) {
        var run = ledger.runs().find(id)
                .orElseThrow(() -> new UnusableInput("There is no run " + id + "."));
        var summaries = new Summaries(ledger);
        tally.begin(summaries.of(run).items());
        var remedies = new Remedies(run);
        Consumer<Difference> counted = difference -> {
            tally.difference();
            found.accept(difference);
        };
        var rows = new LedgerCheck(ledger, remedies, counted);
        var books = rows.books();
        rows.openRequests();
        rows.leftItems();
        var states = items(id, new ObjectCheck(ledger, store, depth, remedies, tally), tally,
                counted);
        var notes = new ArrayList<String>();
        var strays = new StrayCheck(ledger, store, remedies, counted);
        strays.check(notes);
        strays.results();
        var summary = summaries.of(id);
        rows.counts(summary, states);
        notes.addAll(0, notes(summary, books));
        return new Verified(summary, books, tally.numbers(), notes);
    }

    /// Looks at all items, and counts them by state.
    private Map<ItemState, Long> items(RunId id, ObjectCheck objects, Tally tally,
            Consumer<Difference> found) {
        var states = new EnumMap<ItemState, Long>(ItemState.class);
        for (var page = page(id, 0); !page.isEmpty(); page = page(id, page.getLast().item())) {
            for (var item : page) {
                states.merge(item.state(), 1L, Long::sum);
                if (item.state() != ItemState.SUCCEEDED) {
                    tally.item();
                }
            }
            page.stream().filter(item -> item.state() == ItemState.SUCCEEDED)
                    .gather(Gatherers.mapConcurrent(AT_ONCE, objects::check))
                    .flatMap(List::stream).forEach(found);
        }
        return states;
    }

    private List<ItemView> page(RunId id, long after) {
        return ledger.overview().page(id, List.of(), after, PAGE);
    }

    private List<String> notes(RunSummary summary, Books books) {
        var notes = new ArrayList<String>();
        if (books.unknown() > 0) {
            notes.add("Requests that ended unknown: %d; they are perhaps billed and hold %s."
                    .formatted(books.unknown(), books.perhapsBilled()));
        }
        if (summary.status().equals("running")) {
            notes.add("A process works on the run: what is on its way was left out.");
        } else {
            new SpoolCheck(ledger, spools.resolve(summary.run().value())).check(summary.run(),
                    notes);
        }
        return notes;
    }
}
