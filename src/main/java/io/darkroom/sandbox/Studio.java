package io.darkroom.sandbox;

import io.darkroom.item.Prices;
import io.darkroom.item.Sha256;
import io.darkroom.item.Usd;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/// Draws an order, keeps the image, and bills it, in this order.
final class Studio {

    private final Artist artist = new Artist();
    private final Inputs inputs;
    private final Results results;
    private final Bill bill;
    private final Latency latency;
    private final boolean honourKeys;
    private final InstantSource clock;
    private final Random random;
    private final Prices prices = Prices.estimate();
    // A 4k canvas takes 33 MB: as many at once as there are processors to draw them.
    private final Semaphore desks = new Semaphore(Runtime.getRuntime().availableProcessors());
    private final Map<String, Made> byKey = new ConcurrentHashMap<>();
    private final Set<String> busyKeys = new HashSet<>();
    private final AtomicLong count;

    /// An image that was made.
    record Made(String requestId, String file, Usd usd, Sha256 prompt) {}

    Studio(SandboxOptions options, Inputs inputs, Results results, Bill bill,
            InstantSource clock) {
        this.inputs = inputs;
        this.results = results;
        this.bill = bill;
        this.latency = options.latency();
        this.honourKeys = options.honourKeys();
        this.clock = clock;
        this.random = new Random(options.seed());
        this.count = new AtomicLong(clock.millis() << 16);
        if (honourKeys) {
            bill.charges().forEach(charge -> byKey.putIfAbsent(charge.idempotencyKey(),
                    new Made(charge.requestId(), file(charge), charge.usd(),
                            charge.promptSha256())));
        }
    }

    /// A name for a request that no other has, in this process or an earlier one.
    String newRequestId() {
        return "sb-" + Long.toHexString(count.getAndIncrement());
    }

    /// @param times how often to bill it
    Made make(Order order, String key, String requestId, int times)
            throws Refusal, IOException, InterruptedException {
        if (!honourKeys || key.isEmpty()) {
            return makeNew(order, key, requestId, times);
        }
        begin(key);
        try {
            var before = byKey.get(key);
            if (before == null) {
                var made = makeNew(order, key, requestId, times);
                byKey.put(key, made);
                return made;
            }
            if (!before.prompt().equals(order.promptSha256())) {
                throw new Refusal(422, "idempotency_key_reused",
                        "The key belongs to another prompt");
            }
            return before;
        } finally {
            end(key);
        }
    }

    private void begin(String key) throws Refusal {
        synchronized (busyKeys) {
            if (!busyKeys.add(key)) {
                throw new Refusal(409, "idempotency_key_in_progress", "Being made just now", 1);
            }
        }
    }

    private void end(String key) {
        synchronized (busyKeys) {
            busyKeys.remove(key);
        }
    }

    private Made makeNew(Order order, String key, String requestId, int times)
            throws Refusal, IOException, InterruptedException {
        Thread.sleep(latency.next(random));
        var options = order.options();
        var usd = prices.of(order.mode(), options).orElseThrow();
        var charge = new Charge(clock.instant(), requestId, key, order.promptSha256(),
                order.mode(), options.quality(), options.resolution(), options.aspectRatio(),
                options.outputFormat(), usd);
        draw(order, file(charge));
        for (int i = 0; i < times; i++) {
            bill.add(charge);
        }
        return new Made(requestId, file(charge), usd, order.promptSha256());
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

    private static String file(Charge charge) {
        return charge.requestId() + "." + charge.format().extension();
    }
}
