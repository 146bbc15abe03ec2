package io.darkroom.report;

import io.darkroom.item.ItemState;
import io.darkroom.ledger.ItemView;
import io.darkroom.ledger.Ledger;
import io.darkroom.ledger.Output;
import io.darkroom.picture.ImageFacts;
import io.darkroom.report.Difference.Kind;
import io.darkroom.storage.Inspected;
import io.darkroom.storage.ObjectStore;
import io.darkroom.storage.StoreUnavailable;
import io.darkroom.storage.StoredObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;

/// Compares the outputs of items with the objects in the bucket. Safe for many threads at once.
final class ObjectCheck {

    /// Among thousands of objects one request fails now and then, also after the client's own tries.
    private static final RetryTemplate PATIENCE = new RetryTemplate(
            RetryPolicy.builder().includes(StoreUnavailable.class).maxRetries(4)
                    .delay(Duration.ofMillis(200)).multiplier(2).build());

    private final Ledger ledger;
    private final ObjectStore store;
    private final Verification.Depth depth;
    private final Remedies remedies;
    private final Tally tally;

    ObjectCheck(Ledger ledger, ObjectStore store, Verification.Depth depth, Remedies remedies,
            Tally tally) {
        this.ledger = ledger;
        this.store = store;
        this.depth = depth;
        this.remedies = remedies;
        this.tally = tally;
    }

    /// The differences of an item that succeeded, if it still is what its row said.
    List<Difference> check(ItemView item) {
        var differences = compare(item, item.output().orElseThrow());
        tally.item();
        return differences.isEmpty() || asItWas(item) ? differences : List.of();
    }

    private boolean asItWas(ItemView item) {
        return ledger.overview().page(remedies.run().id(), List.of(ItemState.SUCCEEDED),
                item.item() - 1, 1).contains(item);
    }

    private List<Difference> compare(ItemView item, Output output) {
        var differences = switch (depth) {
            case BYTES -> PATIENCE.invoke(() -> store.inspect(output.key()))
                    .map(object -> bytes(item, output, object));
            case HEADS -> PATIENCE.invoke(() -> store.head(output.key()))
                    .map(object -> head(item, output, object));
        };
        return differences.orElseGet(() -> List.of(difference(item, Kind.MISSING,
                output.bytes() + " bytes", "no object", remedies.makeAgain())));
    }

    /// Where the bytes are others, the rest follows from that.
    private List<Difference> bytes(ItemView item, Output output, Inspected object) {
        tally.object(object.bytes());
        if (object.bytes() != output.bytes()) {
            return List.of(length(item, output, object.bytes()));
        }
        if (!object.hash().equals(output.hash())) {
            return List.of(difference(item, Kind.HASH, output.hash().hex(), object.hash().hex(),
                    remedies.replace()));
        }
        var differences = new ArrayList<Difference>();
        if (!object.recorded().equals(Optional.of(output.hash()))) {
            differences.add(metadata(item, output, object.recorded().map(Object::toString),
                    remedies.label()));
        }
        var expected = new ImageFacts(output.format(), output.size());
        if (!object.facts().equals(Optional.of(expected))) {
            differences.add(difference(item, Kind.IMAGE, text(expected),
                    object.facts().map(ObjectCheck::text).orElse(object.complaint()),
                    Optional.empty()));
        }
        return differences;
    }

    private List<Difference> head(ItemView item, Output output, StoredObject object) {
        tally.object(0);
        if (object.bytes() != output.bytes()) {
            return List.of(length(item, output, object.bytes()));
        }
        return object.hash().equals(Optional.of(output.hash()))
                ? List.of()
                : List.of(metadata(item, output, object.hash().map(Object::toString),
                        remedies.readBytes()));
    }

    private Difference length(ItemView item, Output output, long bytes) {
        return difference(item, Kind.LENGTH, output.bytes() + " bytes", bytes + " bytes",
                remedies.replace());
    }

    private Difference metadata(ItemView item, Output output, Optional<String> recorded,
            Optional<String> advice) {
        return difference(item, Kind.METADATA, output.hash().hex(),
                recorded.orElse("no sha256"), advice);
    }

    private static String text(ImageFacts facts) {
        return facts.format().wire() + " " + facts.size().width() + "x" + facts.size().height();
    }

    private static Difference difference(ItemView item, Kind kind, String expected, String found,
            Optional<String> advice) {
        return new Difference(kind, Optional.of(name(item)), item.output().map(Output::key),
                expected, found, advice);
    }

    /// An item as people name it.
    static String name(ItemView item) {
        return item.variant().isEmpty() ? item.id() : item.id() + "/" + item.variant();
    }
}
