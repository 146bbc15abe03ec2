package io.darkroom.batch;

import io.darkroom.item.ItemState;
import io.darkroom.ledger.ItemView;
import io.darkroom.ledger.NewItems;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.partition.Partitioner;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.interceptor.DefaultTransactionAttribute;

/// The Spring Batch job of a run: ingest, compare, render, publish, verify.
///
/// Ingest and compare happen once. The others happen again at every restart, since the ledger and
/// not Spring Batch knows what is left.
final class RenderRunJob {

    static final String NAME = "render-run";

    private static final int ROWS = 500;

    private final JobRepository repository;
    private final PlatformTransactionManager transactions;

    RenderRunJob(JobRepository repository, PlatformTransactionManager transactions) {
        this.repository = repository;
        this.transactions = transactions;
    }

    Job of(ActiveRun run) {
        return new RenderRunJob(OwnHistory.of(repository, run::owned), transactions).steps(run);
    }

    private Job steps(ActiveRun run) {
        return new JobBuilder(NAME, repository).start(ingest(run)).next(compare(run))
                .next(render(run)).next(publish(run)).next(verify(run)).build();
    }

    /// Items and the position behind their rows are committed together, a group at a time.
    private Step ingest(ActiveRun run) {
        if (run.run().ingested()) {
            return tasklet("ingest", () -> {});
        }
        var reader = new EntryReader(run::items, run::draining);
        var loader = run.ledger().loader();
        return new StepBuilder("ingest", repository).<NewItems, NewItems>chunk(1)
                .transactionManager(transactions).reader(reader)
                .writer(chunk -> chunk.forEach(loader::load))
                .listener(reader).build();
    }

    private Step compare(ActiveRun run) {
        return tasklet("compare", run::compare);
    }

    private Step render(ActiveRun run) {
        var attribute = new DefaultTransactionAttribute(
                TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
        var lane = new StepBuilder("lane", repository)
                .tasklet(new LaneTasklet(run::rendering, run.lanes()), transactions)
                .transactionAttribute(attribute).allowStartIfComplete(true).build();
        return new StepBuilder("render", repository).allowStartIfComplete(true)
                .listener(new BalanceListener(run)).partitioner("lane", lanes()).step(lane)
                .gridSize(run.lanes())
                .taskExecutor(threads("lane-", run.lanes())).build();
    }

    private static Partitioner lanes() {
        return size -> IntStream.range(0, size).boxed().collect(
                Collectors.toMap(LaneTasklet::name, _ -> new ExecutionContext()));
    }

    private Step publish(ActiveRun run) {
        return new StepBuilder("publish", repository).allowStartIfComplete(true)
                .<ItemView, ItemView>chunk(ROWS).transactionManager(transactions)
                .reader(new ItemReaderByPage(run.ledger().overview(), run.run().id()))
                .writer(chunk -> chunk.forEach(run.results()::write)).build();
    }

    /// Puts the results into the bucket and lets the job be COMPLETED only if nothing is left.
    private Step verify(ActiveRun run) {
        return new StepBuilder("verify", repository).allowStartIfComplete(true)
                .tasklet((contribution, _) -> judge(run, contribution), transactions)
                .transactionAttribute(new DefaultTransactionAttribute(
                        TransactionDefinition.PROPAGATION_NOT_SUPPORTED))
                .build();
    }

    private static RepeatStatus judge(ActiveRun run, StepContribution contribution) {
        run.publish();
        var counts = run.ledger().overview().counts(run.run().id());
        boolean clean = counts.left() == 0 && counts.of(ItemState.FAILED) == 0
                && counts.of(ItemState.REJECTED) == 0 && counts.of(ItemState.UNKNOWN) == 0;
        if (!clean) {
            contribution.getStepExecution().setStatus(BatchStatus.FAILED);
            contribution.setExitStatus(ExitStatus.FAILED
                    .addExitDescription("Items are left or ended badly: " + counts.items()));
        }
        return RepeatStatus.FINISHED;
    }

    private Step tasklet(String name, Runnable work) {
        return new StepBuilder(name, repository).tasklet((_, _) -> {
            work.run();
            return RepeatStatus.FINISHED;
        }, transactions).build();
    }

    private static SimpleAsyncTaskExecutor threads(String name, int limit) {
        var executor = new SimpleAsyncTaskExecutor(name);
        executor.setVirtualThreads(true);
        executor.setConcurrencyLimit(limit);
        return executor;
    }
}
