package io.darkroom.report;

import io.darkroom.ledger.Ledger;
import io.darkroom.ledger.Recount.Owner;
import io.darkroom.ledger.RunRecord;
import io.darkroom.ledger.RunState;
import io.darkroom.report.Difference.Kind;
import io.darkroom.storage.ObjectStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Looks for objects that the ledger does not know below a run's own prefixes in the bucket, and for
/// the run's results. For one thread.
final class StrayCheck {

    // Each lookup reads the run's inputs once, so it is asked for many keys.
    private static final int ASKED = 5_000;
    // What the embedded S3 server leaves beside an object that it was writing when it was killed.
    private static final Pattern PIECE = Pattern
            .compile("(.+)-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Ledger ledger;
    private final ObjectStore store;
    private final RunRecord run;
    private final Remedies remedies;
    private final Consumer<Difference> found;
    private final List<String> keys = new ArrayList<>();
    private long pieces;

    StrayCheck(Ledger ledger, ObjectStore store, Remedies remedies, Consumer<Difference> found) {
        this.ledger = ledger;
        this.store = store;
        this.run = remedies.run();
        this.remedies = remedies;
        this.found = found;
    }

    /// @param notes gets what is worth knowing and no difference
    void check(List<String> notes) {
        var prefix = ledger.recount().prefix(run.id());
        if (prefix.filter(folder()::startsWith).isEmpty()) {
            list(folder());
        }
        prefix.ifPresentOrElse(this::list, () -> notes.add("The outputs have no prefix of their"
                + " own, so objects that the ledger does not know cannot be told from others."));
        if (pieces > 0) {
            notes.add("Pieces of objects below " + prefix.orElse(folder()) + ": " + pieces
                    + "; the S3 server was killed while it wrote them. They can be deleted.");
        }
    }

    private void list(String prefix) {
        store.list(prefix, this::add);
        compare();
    }

    private void add(String key) {
        keys.add(key);
        if (keys.size() == ASKED) {
            compare();
        }
    }

    private void compare() {
        var wanted = keys.stream().flatMap(key -> Stream.of(key, whole(key))).distinct().toList();
        var owners = ledger.recount().owners(run.id(), wanted);
        keys.forEach(key -> compare(key, owners));
        keys.clear();
    }

    private void compare(String key, Map<String, Owner> owners) {
        var owner = Optional.ofNullable(owners.get(key));
        if (isResults(key) || owner.filter(StrayCheck::mayHaveObject).isPresent()) {
            return;
        }
        var whole = whole(key);
        if (owner.isEmpty() && !whole.equals(key)
                && (isResults(whole) || owners.containsKey(whole))) {
            pieces++;
            return;
        }
        found.accept(new Difference(Kind.ORPHAN, owner.map(Owner::item), Optional.of(key),
                "no object" + owner.map(o -> ": " + state(o)).orElse(""), "an object",
                remedies.look()));
    }

    /// An item that has not ended may have its object already. One that failed because of an object
    /// of somebody else says so itself.
    private static boolean mayHaveObject(Owner owner) {
        return switch (owner.state()) {
            case PENDING, CLAIMED, RENDERED -> true;
            case SUCCEEDED -> !owner.reused();
            case FAILED -> owner.errorCode().equals("CONFLICT");
            case INVALID, REJECTED, UNKNOWN, CANCELLED -> false;
        };
    }

    private static String state(Owner owner) {
        return owner.reused() ? "reused" : owner.state().name().toLowerCase(Locale.ROOT);
    }

    /// The key of the object that a piece was to become; other keys as they are.
    private static String whole(String key) {
        return PIECE.matcher(key).replaceFirst("$1");
    }

    private boolean isResults(String key) {
        return ResultsManifest.keys(run.job(), run.id()).contains(key);
    }

    /// Results are published when a run comes to its end, not when the rest of it is cancelled.
    void results() {
        boolean atItsEnd = run.halt().isEmpty()
                && (run.state() == RunState.COMPLETED || run.state() == RunState.FAILED);
        if (run.resultsUrl().isEmpty() && !atItsEnd) {
            return;
        }
        for (var key : ResultsManifest.keys(run.job(), run.resultsOf().orElse(run.id()))) {
            if (store.head(key).isEmpty()) {
                found.accept(new Difference(Kind.RESULTS, Optional.empty(), Optional.of(key),
                        "the results", "no object", remedies.results()));
            }
        }
    }

    private String folder() {
        return run.job() + "/" + run.id() + "/";
    }
}
