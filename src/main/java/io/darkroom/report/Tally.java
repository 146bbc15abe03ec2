package io.darkroom.report;

import java.util.concurrent.atomic.AtomicLong;

/// How far a verification got. Safe for many threads at once.
public final class Tally {

    private final AtomicLong total = new AtomicLong();
    private final AtomicLong items = new AtomicLong();
    private final AtomicLong objects = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong differences = new AtomicLong();

    /// The numbers of one moment.
    ///
    /// @param total items that the run has
    /// @param items how many of them were looked at
    /// @param objects that were looked at
    /// @param bytes of objects that were read
    public record Numbers(long total, long items, long objects, long bytes, long differences) {}

    void begin(long items) {
        total.set(items);
    }

    void item() {
        items.incrementAndGet();
    }

    void object(long read) {
        objects.incrementAndGet();
        bytes.addAndGet(read);
    }

    void difference() {
        differences.incrementAndGet();
    }

    /// How things stand now.
    public Numbers numbers() {
        return new Numbers(total.get(), items.get(), objects.get(), bytes.get(),
                differences.get());
    }
}
