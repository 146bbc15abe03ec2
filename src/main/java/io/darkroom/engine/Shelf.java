package io.darkroom.engine;

import io.darkroom.ledger.Claim;
import io.darkroom.ledger.Output;
import io.darkroom.ledger.Settlement;
import io.darkroom.picture.NotAnImage;
import io.darkroom.provider.InputImage;
import io.darkroom.storage.SourceProblem;
import io.darkroom.storage.SpooledImage;
import io.darkroom.storage.StoreUnavailable;
import io.darkroom.storage.Stored;
import io.darkroom.storage.StoredObject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The bucket as the lanes of a run see it: puts images, finds earlier ones, and closes for new
/// requests while it cannot be written. Safe for any number of threads.
final class Shelf {

    private static final Logger LOG = LoggerFactory.getLogger(Shelf.class);
    private static final Duration AGAIN_SOON = Duration.ofSeconds(2);

    private final ImageBucket store;
    private final Rules rules;
    private final RunControl control;
    private final EngineClock clock;
    private final Outage outage;
    private boolean refusesImages;

    Shelf(ImageBucket store, Rules rules, RunControl control, EngineClock clock,
            Duration patience) {
        this.store = store;
        this.rules = rules;
        this.control = control;
        this.clock = clock;
        this.outage = new Outage(Stop.Reason.STORAGE_UNAVAILABLE, "The bucket cannot be written",
                control, clock, patience);
    }

    /// Whether new images may be ordered: the last image that was put arrived.
    boolean open() {
        return !outage.on();
    }

    /// Puts an image under the item's key.
    ///
    /// @param end how the request ended that brought it; empty: written down before
    Settlement put(Claim claim, Optional<Settlement.AttemptEnd> end, SpooledImage image) {
        try {
            var stored = store.put(claim.outputKey(), image);
            took();
            return stored == Stored.CONFLICT
                    ? rules.conflict(claim, end)
                    : rules.stored(claim, end, output(claim, image));
        } catch (StoreUnavailable e) {
            refused(e);
            return rules.kept(claim, end, String.valueOf(e.getMessage()));
        }
    }

    /// Lays input images there for the provider. Asks until the bucket answers, for the same reason
    /// as [#reuse].
    ///
    /// @return false if the run was stopped before all were there
    /// @throws SourceProblem if a file cannot be read
    boolean lay(List<InputImage> images) throws SourceProblem, InterruptedException {
        return untilAnswered(() -> {
            for (var image : images) {
                laid(store.lay(image));
            }
            return true;
        }).orElse(false);
    }

    private void laid(Stored stored) {
        switch (stored) {
            case STORED -> took();
            case ALREADY_THERE, CONFLICT -> answered();
        }
    }

    /// The settlement of an item that can use another run's output, if that is still there. Asks
    /// until the bucket answers, for it may be that nobody else does and the shelf stays closed.
    Optional<Settlement> reuse(Claim claim) throws InterruptedException {
        return untilAnswered(() -> claim.output().filter(this::lies)
                .map(reusable -> rules.reused(claim, reusable)))
                .orElseGet(() -> Optional.of(rules.released(claim, Duration.ZERO)));
    }

    /// Something asked of the bucket.
    @FunctionalInterface
    private interface Question<T, E extends Exception> {

        T ask() throws E;
    }

    /// The answer; empty if the run was stopped before there was one.
    private <T, E extends Exception> Optional<T> untilAnswered(Question<T, E> question)
            throws E, InterruptedException {
        while (true) {
            try {
                return Optional.of(question.ask());
            } catch (StoreUnavailable e) {
                closed(e);
            }
            if (!control.sending()) {
                return Optional.empty();
            }
            clock.sleep(AGAIN_SOON);
        }
    }

    /// The image that already lies under the item's key, brought back into the spool; empty if what
    /// lies there was not put by us.
    Optional<SpooledImage> find(Claim claim, long attempt) {
        try {
            var hash = store.head(claim.outputKey()).flatMap(StoredObject::hash);
            return hash.isEmpty()
                    ? Optional.empty()
                    : Optional.of(store.bringBack(claim.outputKey(), attempt))
                            .filter(image -> image.hash().equals(hash.get()));
        } catch (NotAnImage | IOException e) {
            LOG.warn("The object at {} cannot be taken for the item's image: {}",
                    claim.outputKey(), e.getMessage());
            return Optional.empty();
        }
    }

    private boolean lies(Claim.Reusable reusable) {
        var found = store.head(reusable.output().key());
        answered();
        return found.filter(o -> o.hash().map(reusable.output().hash()::equals)
                .orElse(o.bytes() == reusable.output().bytes())).isPresent();
    }

    private static Output output(Claim claim, SpooledImage image) {
        return new Output(claim.outputKey(), image.hash(), image.bytes(), image.facts().format(),
                image.facts().size());
    }

    private synchronized void took() {
        refusesImages = false;
        outage.over();
    }

    /// A bucket that can be read may still refuse to be written.
    private synchronized void answered() {
        if (!refusesImages) {
            outage.over();
        }
    }

    private synchronized void refused(StoreUnavailable cause) {
        refusesImages = true;
        closed(cause);
    }

    private void closed(StoreUnavailable cause) {
        outage.seen(String.valueOf(cause.getMessage()));
    }
}
