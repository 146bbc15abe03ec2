package io.darkroom.render;

import io.darkroom.ledger.Claim;
import io.darkroom.ledger.Output;
import io.darkroom.ledger.Settlement;
import io.darkroom.storage.NotAnImage;
import io.darkroom.storage.ObjectStore;
import io.darkroom.storage.SpoolFile;
import io.darkroom.storage.SpooledImage;
import io.darkroom.storage.StoreUnavailable;
import io.darkroom.storage.Stored;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The bucket as the lanes of a run see it: puts images, finds earlier ones, and closes for new
/// requests while it cannot be written. Safe for any number of threads.
final class Shelf {

    private static final Logger LOG = LoggerFactory.getLogger(Shelf.class);
    private static final long OPEN = 0;
    private static final Duration AGAIN_SOON = Duration.ofSeconds(2);

    private final ObjectStore store;
    private final Rules rules;
    private final RunControl control;
    private final InstantSource clock;
    private final Duration patience;
    private long closedSince = OPEN;
    private boolean refusesImages;

    Shelf(ObjectStore store, Rules rules, RunControl control, InstantSource clock,
            Duration patience) {
        this.store = store;
        this.rules = rules;
        this.control = control;
        this.clock = clock;
        this.patience = patience;
    }

    /// Whether new images may be ordered: the last image that was put arrived.
    synchronized boolean open() {
        return closedSince == OPEN;
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

    /// The settlement of an item that can use another run's output, if that is still there. Asks
    /// until the bucket answers, for it may be that nobody else does and the shelf stays closed.
    Optional<Settlement> reuse(Claim claim) throws InterruptedException {
        while (true) {
            try {
                return claim.output().filter(this::lies)
                        .map(reusable -> rules.reused(claim, reusable));
            } catch (StoreUnavailable e) {
                closed(e);
            }
            if (!control.sending()) {
                return Optional.of(rules.released(claim, Duration.ZERO));
            }
            Thread.sleep(AGAIN_SOON);
        }
    }

    /// The image that already lies under the item's key, brought back into the spool.
    Optional<SpooledImage> find(Claim claim, SpoolFile file) {
        try {
            if (store.head(claim.outputKey()).isEmpty()) {
                return Optional.empty();
            }
            var copy = Files.createTempFile("darkroom-", ".found");
            try (var part = file.part()) {
                store.read(claim.outputKey(), copy, Long.MAX_VALUE);
                Files.copy(copy, part);
            } finally {
                Files.deleteIfExists(copy);
            }
            return Optional.of(file.seal());
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
        closedSince = OPEN;
    }

    /// A bucket that can be read may still refuse to be written.
    private synchronized void answered() {
        closedSince = refusesImages ? closedSince : OPEN;
    }

    private synchronized void refused(StoreUnavailable cause) {
        refusesImages = true;
        closed(cause);
    }

    private synchronized void closed(StoreUnavailable cause) {
        long now = clock.millis();
        if (closedSince == OPEN) {
            closedSince = now;
            LOG.warn("The bucket cannot be written; images stay in the spool and nothing new is"
                    + " sent until it can: {}", cause.getMessage());
        } else if (now - closedSince > patience.toMillis()) {
            control.halt(Stop.Reason.STORAGE_UNAVAILABLE,
                    "The bucket cannot be written: " + cause.getMessage());
        }
    }
}
