package io.darkroom.sandbox;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The keys that images were made under, the last 100,000 of them; safe for many threads.
final class KeyBook {

    private static final int MOST = 100_000;
    private static final int AGAIN_AFTER_SECONDS = 1;

    private final Keys keys;
    private final InstantSource clock;
    private final Set<String> busy = new HashSet<>();
    private final Map<String, Known> known = new LinkedHashMap<>() {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > MOST;
        }
    };

    private record Known(Made made, Instant at) {}

    KeyBook(Keys keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /// Makes an image that is not made yet.
    @FunctionalInterface
    interface Maker {

        Made make() throws Refusal, IOException, InterruptedException;
    }

    /// The image made under a key, or one made now.
    ///
    /// @throws Refusal with 409 if it is being made and conflicts are told, with 422 if the key
    /// belongs to another order
    Made once(String key, Order order, Maker maker)
            throws Refusal, IOException, InterruptedException {
        if (!keys.honoured() || key.isEmpty()) {
            return maker.make();
        }
        begin(key);
        try {
            var before = find(key);
            if (before.isEmpty()) {
                var made = maker.make();
                remember(key, made, clock.instant());
                return made;
            }
            if (!before.get().isFor(order)) {
                throw new Refusal(422, "idempotency_key_reused",
                        "The key belongs to another order");
            }
            return before.get();
        } finally {
            end(key);
        }
    }

    /// @param at when the image was made
    synchronized void remember(String key, Made made, Instant at) {
        known.putIfAbsent(key, new Known(made, at));
    }

    private synchronized Optional<Made> find(String key) {
        var found = known.get(key);
        if (found != null && isForgotten(found)) {
            known.remove(key);
            return Optional.empty();
        }
        return Optional.ofNullable(found).map(Known::made);
    }

    private boolean isForgotten(Known found) {
        return !keys.forgetAfter().isZero()
                && !found.at().plus(keys.forgetAfter()).isAfter(clock.instant());
    }

    private void begin(String key) throws Refusal, InterruptedException {
        synchronized (busy) {
            while (!busy.add(key)) {
                if (keys.mode() == Keys.Mode.CONFLICTING) {
                    throw new Refusal(409, "idempotency_key_in_progress", "Being made just now",
                            AGAIN_AFTER_SECONDS);
                }
                busy.wait();
            }
        }
    }

    private void end(String key) {
        synchronized (busy) {
            busy.remove(key);
            busy.notifyAll();
        }
    }
}
