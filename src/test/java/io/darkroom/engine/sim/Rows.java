package io.darkroom.engine.sim;

import io.darkroom.item.Fingerprint;
import io.darkroom.item.ImageOptions;
import io.darkroom.item.Instruction;
import io.darkroom.item.ItemState;
import io.darkroom.item.RunId;
import io.darkroom.item.Sha256;
import io.darkroom.item.Usd;
import io.darkroom.ledger.Attempts.Intent;
import io.darkroom.ledger.Claim;
import io.darkroom.ledger.Output;
import io.darkroom.ledger.Settlement.End;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The rows of the simulated ledger, and claims made of them as the real statement makes them.
final class Rows {

    /// Every image's price in millionths of a dollar.
    static final long PRICE = 60_000;
    static final RunId RUN = new RunId("20261122-153042-7f3a9c");

    private static final Optional<Usd> USD = Optional.of(usd(PRICE));
    private static final Instruction KITE = new Instruction.Generate("a kite");
    private static final Fingerprint FINGERPRINT = new Fingerprint(Sha256.ofText("a kite"));

    private Rows() {}

    /// A row of `item` with its attempts, and what the simulation knows besides.
    static final class Item {

        final long id;
        final String key;
        final List<Attempt> attempts = new ArrayList<>();
        ItemState state = ItemState.PENDING;
        @Nullable
        String owner;
        int claimNo;
        int tries;
        int retries;
        long notBefore;
        long cost;
        @Nullable
        Output output;
        Claim.@Nullable Reusable reuse;
        @Nullable
        String errorCode;
        /// What the provider billed for it, how often, and how much of it above the price.
        long billed;
        int charges;
        long overrun;

        Item(long id) {
            this.id = id;
            this.key = "out/" + id;
        }

        @Nullable
        Attempt open() {
            var last = attempts.isEmpty() ? null : attempts.getLast();
            return last != null && last.outcome == null ? last : null;
        }

        @Override
        public String toString() {
            return "item %d %s owner %s claim %d %s".formatted(id, state, owner, claimNo, attempts);
        }
    }

    /// A row of `attempt`; the last three fields are what the simulation knows besides.
    static final class Attempt {

        final long id;
        final Item item;
        final int claimNo;
        final String key;
        long reserved;
        @Nullable
        End outcome;
        /// In millionths; -1: null, the reservation stands.
        long cost = -1;
        final Sha256 request;
        final long sent;
        final Life opener;
        final int step;
        /// Why this attempt's image need not be stored in the end; null: it must be.
        @Nullable
        String excuse;

        Attempt(long id, Item item, Intent intent, Life opener, int step) {
            var claim = intent.claim();
            this.id = id;
            this.item = item;
            this.claimNo = claim.number();
            this.key = claim.idempotencyKey();
            this.reserved = PRICE;
            this.request = intent.request();
            this.sent = opener.world.now;
            this.opener = opener;
            this.step = step;
        }

        void excuse(String why) {
            excuse = excuse == null ? why : excuse;
        }

        @Override
        public String toString() {
            return "#" + id + " " + outcome + (cost < 0 ? " reserved " + reserved : " cost " + cost)
                    + (excuse == null ? "" : " (" + excuse + ")");
        }
    }

    static Claim claim(Item item, String owner, long now) {
        var last = item.attempts.isEmpty() ? null : item.attempts.getLast();
        boolean rendered = item.state == ItemState.RENDERED;
        var attempt = last != null && (rendered || last.outcome == null)
                ? OptionalLong.of(last.id)
                : OptionalLong.empty();
        return new Claim(RUN, item.id, item.claimNo, owner, rendered, attempt, earlier(item, now),
                "A-" + item.id, KITE, ImageOptions.DEFAULT, item.key, FINGERPRINT, USD,
                Optional.ofNullable(item.reuse),
                item.tries, item.retries);
    }

    private static Optional<Claim.Earlier> earlier(Item item, long now) {
        var last = item.attempts.isEmpty() ? null : item.attempts.getLast();
        boolean inDoubt = last != null && last.outcome != null && last.cost < 0;
        var same = item.attempts.stream().filter(a -> a.key.equals(key(item))).toList();
        if (same.isEmpty() && !inDoubt) {
            return Optional.empty();
        }
        return Optional.of(new Claim.Earlier(
                last != null && inDoubt ? OptionalLong.of(last.id) : OptionalLong.empty(),
                same.stream().findFirst().map(a -> Duration.ofNanos(now - a.sent)),
                same.stream().findFirst().map(a -> a.request),
                same.stream().anyMatch(a -> a.outcome != null && a.cost != 0),
                (int) same.stream().filter(a -> a.outcome == End.UNUSABLE).count()));
    }

    private static String key(Item item) {
        return RUN.value() + "-" + item.id + "-" + item.retries;
    }

    static Usd usd(long millionths) {
        return new Usd(BigDecimal.valueOf(millionths, 6));
    }

    static long millionths(Usd usd) {
        return usd.amount().unscaledValue().longValueExact();
    }
}
