package io.darkroom.batch;

import io.darkroom.item.RunId;
import io.darkroom.ledger.ItemView;
import io.darkroom.ledger.Overview;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ItemReader;

/// Reads all items of a run from the ledger, in the manifest's order.
final class ItemReaderByPage implements ItemReader<ItemView> {

    private static final int PAGE = 500;

    private final Overview overview;
    private final RunId run;
    private final Deque<ItemView> page = new ArrayDeque<>();
    private long after;

    ItemReaderByPage(Overview overview, RunId run) {
        this.overview = overview;
        this.run = run;
    }

    @Override
    public @Nullable ItemView read() {
        if (page.isEmpty()) {
            page.addAll(overview.page(run, Set.of(), after, PAGE));
        }
        var next = page.poll();
        after = next == null ? after : next.item();
        return next;
    }
}
