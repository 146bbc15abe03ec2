package io.darkroom.batch;

import io.darkroom.intake.ItemGroups;
import io.darkroom.ledger.NewItems;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/// Reads a manifest as groups of items and remembers how many rows they were made of, in the transaction
/// that writes the items, so that a restart goes on behind the last committed row.
final class EntryReader implements ItemStreamReader<NewItems>, StepExecutionListener {

    private static final String POSITION = "rows";

    private final LongFunction<ItemGroups> manifest;
    private final BooleanSupplier stopping;
    private long rows;
    private @Nullable ItemGroups groups;
    private @Nullable StepExecution step;

    /// @param manifest opened behind so many rows
    EntryReader(LongFunction<ItemGroups> manifest, BooleanSupplier stopping) {
        this.manifest = manifest;
        this.stopping = stopping;
    }

    @Override
    public void beforeStep(StepExecution execution) {
        step = execution;
    }

    @Override
    public void open(ExecutionContext context) {
        rows = context.getLong(POSITION, 0);
        groups = manifest.apply(rows);
    }

    @Override
    public @Nullable NewItems read() {
        if (stopping.getAsBoolean() && step != null) {
            step.setTerminateOnly();
        }
        var group = groups == null ? null : groups.next().orElse(null);
        rows = group == null ? rows : group.end();
        return group;
    }

    @Override
    public void update(ExecutionContext context) {
        context.putLong(POSITION, rows);
    }

    @Override
    public void close() {
        if (groups != null) {
            groups.close();
        }
    }
}
