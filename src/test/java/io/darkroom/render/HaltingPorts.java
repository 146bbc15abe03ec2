package io.darkroom.render;

import io.darkroom.engine.AnswerSpool;
import io.darkroom.engine.ImageBucket;
import io.darkroom.engine.ItemLedger;
import io.darkroom.engine.Ports;
import io.darkroom.item.ImageOptions;
import io.darkroom.ledger.Attempts;
import io.darkroom.ledger.Claim;
import io.darkroom.ledger.Settlement;
import io.darkroom.picture.NotAnImage;
import io.darkroom.provider.Dialect;
import io.darkroom.provider.ImageProvider;
import io.darkroom.provider.InputImage;
import io.darkroom.provider.Landing;
import io.darkroom.provider.Note;
import io.darkroom.provider.Outcome;
import io.darkroom.provider.RenderRequest;
import io.darkroom.storage.SourceProblem;
import io.darkroom.storage.SpooledImage;
import io.darkroom.storage.Stored;
import io.darkroom.storage.StoredObject;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// Real ports that ask at every [CrashPoint] whether it is the last.
final class HaltingPorts {

    private final Fate fate;
    private final AtomicInteger calls = new AtomicInteger();

    HaltingPorts(Fate fate) {
        this.fate = fate;
    }

    /// Decides how far a process comes; asked by many threads at once.
    @FunctionalInterface
    interface Fate {

        /// Ends the process, throws what nobody catches, or does nothing.
        void at(CrashPoint point);
    }

    /// Whether no thread is left on the wire.
    boolean quiet() {
        return calls.get() == 0;
    }

    Ports over(Ports real) {
        return new Ports(new Ledger(real.ledger()), new Provider(real.provider()),
                new Spool(real.spool()), new Bucket(real.bucket()), real.inputs(), real.permits(),
                real.ownership(), real.clock(), real.random());
    }

    private final class Ledger implements ItemLedger {

        private final ItemLedger real;

        Ledger(ItemLedger real) {
            this.real = real;
        }

        @Override
        public List<Claim> claim(int limit, boolean send) {
            fate.at(CrashPoint.CLAIM);
            var claims = real.claim(limit, send);
            if (!claims.isEmpty()) {
                fate.at(CrashPoint.CLAIMED);
            }
            return claims;
        }

        @Override
        public void putBack(List<Claim> inHand) {
            real.putBack(inHand);
        }

        @Override
        public Attempts.Opened open(Attempts.Intent intent) {
            fate.at(CrashPoint.OPEN);
            var opened = real.open(intent);
            fate.at(CrashPoint.OPENED);
            return opened;
        }

        @Override
        public int settle(List<Settlement> settlements) {
            fate.at(CrashPoint.SETTLE);
            int held = real.settle(settlements);
            fate.at(CrashPoint.SETTLED);
            return held;
        }

        @Override
        public boolean anyLeft() {
            return real.anyLeft();
        }
    }

    private final class Provider implements ImageProvider {

        private final ImageProvider real;

        Provider(ImageProvider real) {
            this.real = real;
        }

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
        public Optional<BigDecimal> balance() {
            return real.balance();
        }

        @Override
        public Outcome render(RenderRequest request, Landing landing) {
            fate.at(CrashPoint.SEND);
            calls.incrementAndGet();
            try {
                var outcome = real.render(request, landing);
                fate.at(CrashPoint.ANSWERED);
                return outcome;
            } finally {
                calls.decrementAndGet();
            }
        }

        @Override
        public Outcome collect(Landing landing, ImageOptions options) {
            fate.at(CrashPoint.COLLECT);
            return real.collect(landing, options);
        }

        @Override
        public void close() {
            real.close();
        }
    }

    private final class Spool implements AnswerSpool {

        private final AnswerSpool real;

        Spool(AnswerSpool real) {
            this.real = real;
        }

        @Override
        public boolean hasRoom() {
            return real.hasRoom();
        }

        @Override
        public Landing landing(long attempt) {
            return new Place(real.landing(attempt));
        }

        @Override
        public SpooledImage seal(long attempt) throws IOException, NotAnImage {
            fate.at(CrashPoint.SEAL);
            var image = real.seal(attempt);
            fate.at(CrashPoint.SEALED);
            return image;
        }

        @Override
        public Optional<SpooledImage> sealed(long attempt) {
            return real.sealed(attempt);
        }

        @Override
        public void discard(long attempt) {
            fate.at(CrashPoint.DISCARD);
            real.discard(attempt);
            fate.at(CrashPoint.DISCARDED);
        }
    }

    private final class Place implements Landing {

        private final Landing real;

        Place(Landing real) {
            this.real = real;
        }

        @Override
        public OutputStream image() throws IOException {
            fate.at(CrashPoint.IMAGE);
            return new Part(real.image());
        }

        @Override
        public void note(Note note) throws IOException {
            fate.at(CrashPoint.NOTE);
            real.note(note);
            fate.at(CrashPoint.NOTED);
        }

        @Override
        public Optional<Note> note() {
            return real.note();
        }

        @Override
        public void keep(byte[] body) throws IOException {
            fate.at(CrashPoint.KEEP);
            real.keep(body);
        }
    }

    private final class Part extends FilterOutputStream {

        private boolean begun;

        Part(OutputStream real) {
            super(real);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            int first = begun ? 0 : length / 2;
            if (!begun) {
                begun = true;
                out.write(bytes, from, first);
                fate.at(CrashPoint.HALF);
            }
            out.write(bytes, from + first, length - first);
        }

        @Override
        public void close() throws IOException {
            fate.at(CrashPoint.WHOLE);
            super.close();
        }
    }

    private final class Bucket implements ImageBucket {

        private final ImageBucket real;

        Bucket(ImageBucket real) {
            this.real = real;
        }

        @Override
        public Stored put(String key, SpooledImage image) {
            fate.at(CrashPoint.PUT);
            var stored = real.put(key, image);
            fate.at(CrashPoint.STORED);
            return stored;
        }

        @Override
        public Optional<StoredObject> head(String key) {
            return real.head(key);
        }

        @Override
        public SpooledImage bringBack(String key, long attempt) throws IOException, NotAnImage {
            fate.at(CrashPoint.BRING_BACK);
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
