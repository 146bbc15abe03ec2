package io.darkroom.sandbox;

import io.darkroom.item.Prices;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/// Draws an order, keeps the image, and bills it, in this order.
final class Studio {

    private final Artist artist = new Artist();
    private final Inputs inputs;
    private final Results results;
    private final Bill bill;
    private final Latency latency;
    private final InstantSource clock;
    private final Random random;
    private final Prices prices = Prices.estimate();
    // A 4k canvas takes 33 MB: as many at once as there are processors to draw them.
    private final Semaphore desks = new Semaphore(Runtime.getRuntime().availableProcessors());
    private final KeyBook keys;
    private final List<Made> shared = new CopyOnWriteArrayList<>();
    private final AtomicLong count;

    Studio(SandboxOptions options, Inputs inputs, Results results, Bill bill,
            InstantSource clock) {
        this.inputs = inputs;
        this.results = results;
        this.bill = bill;
        this.latency = options.latency();
        this.clock = clock;
        this.random = new Random(options.seed());
        this.count = new AtomicLong(clock.millis() << 16);
        this.keys = new KeyBook(options.keys(), clock);
        bill.charges().forEach(charge -> keys.remember(charge.idempotencyKey(), new Made(charge),
                charge.at()));
    }

    /// A name for a request that no other has, in this process or an earlier one.
    String newRequestId() {
        return "sb-" + Long.toHexString(count.getAndIncrement());
    }

    /// @param times how often to bill it
    Made make(Commission commission, int times) throws Refusal, IOException, InterruptedException {
        return keys.once(commission.key(), commission.order(), () -> makeNew(commission, times));
    }

    /// An image that goes to more than one order of its size and format: the first that was asked
    /// for here, while it is kept.
    Made shared(Made own) {
        shared.removeIf(made -> results.get(made.file()).isEmpty());
        var other = shared.stream().filter(own::looksLike).findFirst();
        if (other.isEmpty()) {
            shared.add(own);
        }
        return other.orElse(own);
    }

    private Made makeNew(Commission commission, int times)
            throws Refusal, IOException, InterruptedException {
        Thread.sleep(latency.next(random));
        var order = commission.order();
        var options = order.options();
        var usd = prices.of(order.mode(), options).orElseThrow();
        var made = new Made(new Charge(clock.instant(), commission.arrived(),
                commission.requestId(), commission.key(), order.promptSha256(), order.mode(),
                options.quality(), options.resolution(), options.aspectRatio(),
                options.outputFormat(), usd));
        draw(order, made.file());
        for (int i = 0; i < times; i++) {
            bill.add(made.charge());
        }
        return made;
    }

    private void draw(Order order, String file) throws Refusal, IOException, InterruptedException {
        desks.acquire();
        try {
            var canvas = artist.draw(order, pictures(order));
            results.put(file,
                    out -> Encoder.write(canvas, order.options().outputFormat(), out));
        } finally {
            desks.release();
        }
    }

    private List<BufferedImage> pictures(Order order) throws Refusal {
        var pictures = new ArrayList<BufferedImage>();
        for (var image : order.images()) {
            Optional<BufferedImage> picture = inputs.read(image);
            picture.ifPresent(pictures::add);
        }
        return pictures;
    }
}
