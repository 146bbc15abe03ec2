package io.darkroom.intake;

import io.darkroom.ledger.ItemLoader;
import io.darkroom.ledger.NewItem;
import io.darkroom.ledger.NewItems;
import io.darkroom.manifest.Draft;
import io.darkroom.manifest.Entries;
import io.darkroom.manifest.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Makes the items of a manifest in groups, ready to be written down and one group ahead of whoever does that;
/// where input images have to be looked at, the parts of a group side by side.
///
/// A group is bounded in items and in characters, so that memory stays flat whatever the manifest holds,
/// and in time: where images are slow to come by, groups become small.
///
/// For one thread. The entries are the caller's to close, after this.
public final class ItemGroups implements AutoCloseable {

    private static final int LEAST_ITEMS = 125;
    private static final int MOST_ITEMS = 4_000;
    private static final int PART_ITEMS = 500;
    private static final long MOST_CHARS = 4_000_000;
    private static final int SIDE_BY_SIDE = 16;
    private static final long LONG_NANOS = Duration.ofSeconds(2).toNanos();

    private final Entries entries;
    private final ItemMaker maker;
    private final ItemLoader loader;
    private final long limit;
    private final ExecutorService making = Executors.newVirtualThreadPerTaskExecutor();
    private final ExecutorService looking = Executors.newVirtualThreadPerTaskExecutor();
    private long rows;
    private long chars;
    private int size = 500;
    private Future<Optional<NewItems>> ahead;

    /// @param loader writes the items down
    /// @param done rows at the beginning to pass over
    /// @param limit most rows to read, those passed over included; 0: all
    public ItemGroups(Entries entries, ItemMaker maker, ItemLoader loader, long done, long limit) {
        this.entries = entries;
        this.maker = maker;
        this.loader = loader;
        this.limit = limit;
        this.ahead = making.submit(() -> first(done));
    }

    /// The next group; empty at the end.
    ///
    /// @throws io.darkroom.item.UnusableInput if what follows cannot be read at all
    public Optional<NewItems> next() {
        var group = result(ahead);
        if (group.isPresent()) {
            ahead = making.submit(this::group);
        }
        return group;
    }

    private Optional<NewItems> first(long done) throws InterruptedException {
        while (rows < done) {
            entries.read();
            rows++;
        }
        return group();
    }

    private Optional<NewItems> group() throws InterruptedException {
        long began = System.nanoTime();
        var group = loader.prepare(maker.run(), rows);
        long items = 0;
        chars = 0;
        while (items < size && chars * maker.variants() < MOST_CHARS) {
            var read = read();
            if (read.isEmpty()) {
                break;
            }
            var made = items(read);
            group.add(made, rows);
            items += made.size();
        }
        size = System.nanoTime() - began < LONG_NANOS
                ? Math.min(MOST_ITEMS, 2 * size)
                : Math.max(LEAST_ITEMS, size / 2);
        return group.isEmpty() ? Optional.empty() : Optional.of(group);
    }

    private List<Row> read() {
        var read = new ArrayList<Row>();
        while (read.size() * maker.variants() < Math.min(size, PART_ITEMS)
                && chars * maker.variants() < MOST_CHARS && (limit == 0 || rows < limit)) {
            var row = entries.read();
            if (row.isEmpty()) {
                break;
            }
            rows++;
            read.add(row.get());
            chars += row.get().chars();
        }
        return read;
    }

    private List<NewItem> items(List<Row> read) throws InterruptedException {
        var drafts = new ArrayList<Draft>();
        for (var row : read) {
            drafts.addAll(maker.drafts(row));
        }
        return drafts.stream().anyMatch(Draft::hasImages) ? sideBySide(drafts) : made(drafts);
    }

    private List<NewItem> sideBySide(List<Draft> drafts) throws InterruptedException {
        int part = Math.ceilDiv(drafts.size(), SIDE_BY_SIDE);
        var parts = new ArrayList<Callable<List<NewItem>>>();
        for (int from = 0; from < drafts.size(); from += part) {
            var some = drafts.subList(from, Math.min(drafts.size(), from + part));
            parts.add(() -> made(some));
        }
        return looking.invokeAll(parts).stream().flatMap(made -> result(made).stream()).toList();
    }

    private List<NewItem> made(List<Draft> drafts) {
        var items = new ArrayList<NewItem>(drafts.size());
        for (var draft : drafts) {
            items.add(maker.item(draft));
        }
        return items;
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while items were made", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException("Items cannot be made", e.getCause());
        }
    }

    /// Gives up what is being made. Only those that look at images are interrupted: it would cost the one
    /// that prepares a group its connection to the database.
    @Override
    public void close() {
        looking.shutdownNow();
        making.close();
        looking.close();
    }
}
