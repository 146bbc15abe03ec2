package io.darkroom.sandbox;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// The requests for images: how many there were, and the last 100,000 of them.
final class Visitors {

    private static final int MOST = 100_000;

    private final Deque<Visit> latest = new ArrayDeque<>();
    private long count;

    /// One request while it is being answered, by one thread.
    static final class Visit {

        private final Instant at;
        private final String requestId;
        private final String key;
        private volatile String prompt = "";
        private volatile String fault = "";
        private volatile int status;

        private Visit(Instant at, String requestId, String key) {
            this.at = at;
            this.requestId = requestId;
            this.key = key;
        }

        Instant at() {
            return at;
        }

        void asksFor(Order order) {
            prompt = order.promptSha256().hex();
        }

        void gets(Fault what) {
            fault = what.name();
        }

        /// @param code -1: no answer
        void ends(int code) {
            status = Math.max(0, code);
        }

        private Arrival seen() {
            return new Arrival(at, requestId, key, prompt, fault, status);
        }
    }

    synchronized Visit enter(Instant at, String requestId, String key) {
        var visit = new Visit(at, requestId, key);
        latest.addLast(visit);
        count++;
        if (latest.size() > MOST) {
            latest.removeFirst();
        }
        return visit;
    }

    synchronized long count() {
        return count;
    }

    synchronized List<Arrival> latest() {
        return latest.stream().map(Visit::seen).toList();
    }
}
