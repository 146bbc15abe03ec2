package io.darkroom.engine.sim;

import io.darkroom.engine.AnswerSpool;
import io.darkroom.engine.ImageBucket;
import io.darkroom.engine.ItemLedger;
import io.darkroom.engine.Ports;
import io.darkroom.item.ItemState;
import io.darkroom.ledger.Attempts.Intent;
import io.darkroom.ledger.Attempts.Opened;
import io.darkroom.ledger.Claim;
import io.darkroom.ledger.Settlement.AttemptEnd;
import io.darkroom.ledger.Settlement.Money;
import io.darkroom.ledger.Settlement;
import io.darkroom.picture.NotAnImage;
import io.darkroom.provider.Dialect;
import io.darkroom.provider.ImageProvider;
import io.darkroom.provider.InputImage;
import io.darkroom.provider.Landing;
import io.darkroom.provider.Outcome;
import io.darkroom.provider.RenderRequest;
import io.darkroom.storage.SourceProblem;
import io.darkroom.storage.SpooledImage;
import io.darkroom.storage.Stored;
import io.darkroom.storage.StoredObject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Plants those mistakes of [Bug] that can be made around the ports; the others are in the ports.
final class Mutants {

    private Mutants() {}

    static Ports plant(Ports ports, Life life) {
        var bug = life.world.bug;
        if (bug == Bug.NONE) {
            return ports;
        }
        return new Ports(new Ledger(ports.ledger(), life), new Provider(ports.provider(), life),
                new Spool(ports.spool(), bug), new Bucket(ports.bucket(), ports.spool(), bug),
                ports.inputs(), ports.permits(),
                bug == Bug.OWNERSHIP_UNASKED ? () -> true : ports.ownership(), ports.clock(),
                ports.random());
    }

    /// What a dead process had not forced to the disk is gone.
    static void died(Life life) {
        if (life.world.bug == Bug.ATTEMPT_NOT_DURABLE) {
            life.world.ledger.forget(life);
        }
    }

    private record Ledger(ItemLedger real, Life life) implements ItemLedger {

        @Override
        public List<Claim> claim(int limit, boolean send) {
            var claims = real.claim(limit, send);
            return life.world.bug == Bug.KEY_PER_TRY
                    ? claims.stream().map(Ledger::keyed).toList()
                    : claims;
        }

        private static Claim keyed(Claim c) {
            return new Claim(c.run(), c.item(), c.number(), c.owner(), c.rendered(), c.attempt(),
                    c.earlier(),
                    c.entryId(), c.instruction(), c.options(), c.outputKey(), c.fingerprint(),
                    c.price(), c.output(), c.tries(), c.retries() + 100 * c.tries());
        }

        @Override
        public void putBack(List<Claim> inHand) {
            if (life.world.bug != Bug.CLAIM_FORGOTTEN) {
                real.putBack(inHand);
            }
        }

        @Override
        public Opened open(Intent intent) {
            if (life.world.bug == Bug.ATTEMPT_AFTER_CALL) {
                return life.world.ledger.later(intent, life);
            }
            return real.open(intent);
        }

        @Override
        public int settle(List<Settlement> settlements) {
            return real.settle(settlements.stream().map(this::changed).toList());
        }

        private Settlement changed(Settlement s) {
            return switch (life.world.bug) {
                case BLIND_RETRY -> s.to() == ItemState.UNKNOWN ? again(s, s.attempt()) : s;
                case PUT_LOST_IS_FAILED -> error(s, "NOT_STORED_YET") ? again(s, s.attempt()) : s;
                case NOTE_LOST -> error(s, "NOT_READY") ? again(s, s.attempt()) : s;
                case THROTTLED_IS_TRY -> error(s, "THROTTLED")
                        ? with(s, s.to(), s.delay(), true, s.attempt())
                        : s;
                case UNKNOWN_RELEASED -> with(s, s.to(), s.delay(), s.countsAsTry(),
                        s.attempt().map(Ledger::released));
                default -> s;
            };
        }

        private static boolean error(Settlement s, String code) {
            return s.error().filter(e -> e.code().equals(code)).isPresent();
        }

        private static AttemptEnd released(AttemptEnd end) {
            var money = end.money() instanceof Money.Kept ? new Money.Released() : end.money();
            return new AttemptEnd(end.id(), end.end(), end.status(), end.requestId(), money);
        }

        private static Settlement again(Settlement s, Optional<AttemptEnd> end) {
            return with(s, ItemState.PENDING, Optional.of(Duration.ZERO), false, end);
        }

        private static Settlement with(Settlement s, ItemState to, Optional<Duration> delay,
                boolean countsAsTry, Optional<AttemptEnd> end) {
            return new Settlement(s.claim(), to, delay, countsAsTry, end, s.output(),
                    OptionalLong.empty(), s.error());
        }

        @Override
        public boolean anyLeft() {
            return real.anyLeft();
        }
    }

    private record Provider(ImageProvider real, Life life) implements ImageProvider {

        @Override
        public String name() {
            return real.name();
        }

        @Override
        public Optional<Duration> keyWindow() {
            return real.keyWindow();
        }

        @Override
        public String dialect() {
            return real.dialect();
        }

        @Override
        public Dialect.SendAs sendAs() {
            return real.sendAs();
        }

        @Override
        public Outcome render(RenderRequest request, Landing landing) {
            var outcome = real.render(request, landing);
            return switch (life.world.bug) {
                case THROTTLED_BILLED -> outcome instanceof Outcome.Throttled t
                        ? new Outcome.Failed("HTTP_429", t.message(), 429, "", true)
                        : outcome;
                case HALT_IGNORED -> outcome instanceof Outcome.Halt h
                        ? new Outcome.Throttled(Optional.empty(), h.message(), 401)
                        : outcome;
                case RELEASED_AT_ANSWER -> {
                    life.world.ledger.release(((SimSpool.Place) landing).attempt());
                    yield outcome;
                }
                default -> outcome;
            };
        }

        @Override
        public Outcome collect(Landing landing, io.darkroom.item.ImageOptions options) {
            return real.collect(landing, options);
        }

        @Override
        public void close() {
            real.close();
        }
    }

    private record Spool(AnswerSpool real, Bug bug) implements AnswerSpool {

        @Override
        public boolean hasRoom() {
            return real.hasRoom() || bug == Bug.ROOM_UNASKED;
        }

        @Override
        public Landing landing(long attempt) {
            return real.landing(attempt);
        }

        @Override
        public SpooledImage seal(long attempt) throws IOException, NotAnImage {
            return real.seal(attempt);
        }

        @Override
        public Optional<SpooledImage> sealed(long attempt) {
            return bug == Bug.SPOOL_IGNORED ? Optional.empty() : real.sealed(attempt);
        }

        @Override
        public void discard(long attempt) {
            real.discard(attempt);
        }
    }

    private record Bucket(ImageBucket real, AnswerSpool spool, Bug bug) implements ImageBucket {

        @Override
        public Stored put(String key, SpooledImage image) {
            try {
                return real.put(key, image);
            } finally {
                if (bug == Bug.SPOOL_DISCARDED_EARLY) {
                    spool.discard(Images.attempt(image));
                }
            }
        }

        @Override
        public Optional<StoredObject> head(String key) {
            return real.head(key);
        }

        @Override
        public SpooledImage bringBack(String key, long attempt) throws IOException, NotAnImage {
            return real.bringBack(key, attempt);
        }

        @Override
        public Stored lay(InputImage image) throws SourceProblem {
            return real.lay(image);
        }

        @Override
        public InputImage signed(InputImage image, Duration lifetime) throws SourceProblem {
            return real.signed(image, lifetime);
        }
    }
}
