package io.darkroom.render;

import io.darkroom.engine.AnswerSpool;
import io.darkroom.engine.ImageBucket;
import io.darkroom.engine.ItemLedger;
import io.darkroom.engine.Ports;
import io.darkroom.item.ImageOptions;
import io.darkroom.ledger.Attempts;
import io.darkroom.ledger.Claim;
import io.darkroom.ledger.Settlement;
import io.darkroom.provider.ImageProvider;
import io.darkroom.provider.Landing;
import io.darkroom.provider.Note;
import io.darkroom.provider.Outcome;
import io.darkroom.provider.RenderRequest;
import io.darkroom.storage.NotAnImage;
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

/// Real ports that all die before the durable operation of a given number: that one and whatever
/// comes later changes nothing any more, as if the process had been killed there.
final class HaltingPorts {

    private final int last;
    private final AtomicInteger operations = new AtomicInteger();
    private final AtomicInteger calls = new AtomicInteger();

    /// @param last how many operations take place
    HaltingPorts(int last) {
        this.last = last;
    }

    /// The end of the process, as far as its ports can see.
    static final class Halted extends Error {

        private static final long serialVersionUID = 1L;

        Halted() {
            super("halted", null, false, false);
        }
    }

    boolean halted() {
        return operations.get() > last;
    }

    /// Whether no thread of the dead process is left on the wire.
    boolean quiet() {
        return calls.get() == 0;
    }

    Ports over(Ports real) {
        return new Ports(new Ledger(real.ledger()), new Provider(real.provider()),
                new Spool(real.spool()), new Bucket(real.bucket()), real.inputs(), real.permits(),
                real.ownership(), real.clock(), real.random());
    }

    private void count() {
        if (operations.incrementAndGet() > last) {
            throw new Halted();
        }
    }

    private final class Ledger implements ItemLedger {

        private final ItemLedger real;

        Ledger(ItemLedger real) {
            this.real = real;
        }

        @Override
        public List<Claim> claim(int limit, boolean send) {
            if (halted()) {
                throw new Halted();
            }
            return real.claim(limit, send);
        }

        @Override
        public void putBack(List<Claim> inHand) {
            real.putBack(inHand);
        }

        @Override
        public Attempts.Opened open(Attempts.Intent intent) {
            count();
            return real.open(intent);
        }

        @Override
        public int settle(List<Settlement> settlements) {
            count();
            return real.settle(settlements);
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
        public Optional<BigDecimal> balance() {
            return real.balance();
        }

        @Override
        public Outcome render(RenderRequest request, Landing landing) {
            count();
            calls.incrementAndGet();
            try {
                return real.render(request, landing);
            } finally {
                calls.decrementAndGet();
            }
        }

        @Override
        public Outcome collect(Landing landing, ImageOptions options) {
            count();
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
            count();
            return real.seal(attempt);
        }

        @Override
        public Optional<SpooledImage> sealed(long attempt) {
            return real.sealed(attempt);
        }

        @Override
        public void discard(long attempt) {
            count();
            real.discard(attempt);
        }
    }

    private final class Place implements Landing {

        private final Landing real;

        Place(Landing real) {
            this.real = real;
        }

        @Override
        public OutputStream image() throws IOException {
            count();
            return new FilterOutputStream(real.image()) {

                @Override
                public void write(byte[] bytes, int from, int length) throws IOException {
                    out.write(bytes, from, length);
                }

                @Override
                public void close() throws IOException {
                    count();
                    super.close();
                }
            };
        }

        @Override
        public void note(Note note) throws IOException {
            count();
            real.note(note);
        }

        @Override
        public Optional<Note> note() {
            return real.note();
        }

        @Override
        public void keep(byte[] body) throws IOException {
            count();
            real.keep(body);
        }
    }

    private final class Bucket implements ImageBucket {

        private final ImageBucket real;

        Bucket(ImageBucket real) {
            this.real = real;
        }

        @Override
        public Stored put(String key, SpooledImage image) {
            count();
            return real.put(key, image);
        }

        @Override
        public Optional<StoredObject> head(String key) {
            return real.head(key);
        }

        @Override
        public SpooledImage bringBack(String key, long attempt) throws IOException, NotAnImage {
            count();
            return real.bringBack(key, attempt);
        }
    }
}
