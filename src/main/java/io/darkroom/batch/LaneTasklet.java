package io.darkroom.batch;

import io.darkroom.render.Lane;
import io.darkroom.render.Rendering;
import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.tasklet.StoppableTasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/// Lets one lane of the run work until nothing is left or the run is stopped. The items' own
/// transactions are none of Spring Batch's business: it is told at the end, so that a database that is
/// away for a while breaks no step off.
final class LaneTasklet implements StoppableTasklet {

    private static final String NAME = "lane-";

    private static final Duration SLICE = Duration.ofSeconds(1);

    private final Supplier<Rendering> rendering;
    private final int lanes;

    /// @param lanes how many there are now; a restart may bring partitions of more
    LaneTasklet(Supplier<Rendering> rendering, int lanes) {
        this.rendering = rendering;
        this.lanes = lanes;
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context)
            throws InterruptedException {
        var step = contribution.getStepExecution();
        var shared = rendering.get();
        int number = number(step.getStepName());
        if (number < lanes) {
            work(shared.lane(number));
        }
        return end(shared, step);
    }

    /// The name of a lane's partition.
    static String name(int lane) {
        return NAME + lane;
    }

    /// The lane of a step `lane:lane-3`. It is not kept in the execution context: who dies between a
    /// step's record and its context leaves one without, and no start after that would get further.
    private static int number(String step) {
        return Integer.parseInt(step.substring(step.lastIndexOf(NAME) + NAME.length()));
    }

    /// The old form without the step, which the interface still demands.
    @Override
    @SuppressWarnings("removal")
    public void stop() {
        rendering.get().control().drain();
    }

    private static void work(Lane lane) throws InterruptedException {
        boolean more = true;
        while (more) {
            more = lane.work(SLICE);
        }
    }

    /// A stopped run's lane ends as STOPPED: Spring Batch looks at the flag before the next turn.
    private static RepeatStatus end(Rendering shared, StepExecution step) {
        if (shared.control().stopped().isEmpty()) {
            return RepeatStatus.FINISHED;
        }
        step.setTerminateOnly();
        return RepeatStatus.CONTINUABLE;
    }
}
