package io.darkroom.batch;

import io.darkroom.manifest.Entries;
import io.darkroom.manifest.Row;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/// Reads the entries of a manifest and remembers how many, in the transaction that writes their items,
/// so that a restart goes on behind the last committed row.
final class EntryReader implements ItemStreamReader<Row>, StepExecutionListener {

    private static final String POSITION = "rows";

    private final Entries manifest;
    private final long limit;
    private final BooleanSupplier stopping;
    private long rows;
    private @Nullable StepExecution step;

    /// @param limit most rows to read; 0: all
    EntryReader(Entries manifest, long limit, BooleanSupplier stopping) {
        this.manifest = manifest;
        this.limit = limit;
        this.stopping = stopping;
    }

    @Override
    public void beforeStep(StepExecution execution) {
        step = execution;
    }

    @Override
    public void open(ExecutionContext context) {
        long position = context.getLong(POSITION, 0);
        while (rows < position) {
            manifest.read();
            rows++;
        }
    }

    @Override
    public @Nullable Row read() {
        if (stopping.getAsBoolean() && step != null) {
            step.setTerminateOnly();
        }
        if (limit > 0 && rows >= limit) {
            return null;
        }
        var row = manifest.read().orElse(null);
        if (row != null) {
            rows++;
        }
        return row;
    }

    @Override
    public void update(ExecutionContext context) {
        context.putLong(POSITION, rows);
    }
}
