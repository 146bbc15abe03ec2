package io.darkroom.batch;

import io.darkroom.item.RunId;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;

/// Starts and restarts Spring Batch jobs, one instance a run. Only the holder of the job's lock may
/// use it: that lock, and not Spring Batch's own status, says whether an owner is alive.
final class BatchHistory {

    private final JobRepository repository;
    private final JobOperator operator;

    BatchHistory(JobRepository repository, JobOperator operator) {
        this.repository = repository;
        this.operator = operator;
    }

    /// Runs a job to its end on this thread, from where an earlier execution stopped. One that has
    /// nothing left to do stays as it is: Spring Batch would refuse to start it.
    JobExecution execute(Job job, RunId run) {
        var parameters = new JobParametersBuilder().addString("run", run.value())
                .toJobParameters();
        var instance = repository.getJobInstance(job.getName(), parameters);
        if (instance != null) {
            repair(instance);
            var last = repository.getLastJobExecution(instance);
            if (last != null && last.getStatus() == BatchStatus.COMPLETED) {
                return last;
            }
        }
        return start(job, parameters);
    }

    private JobExecution start(Job job, JobParameters parameters) {
        try {
            return operator.start(job, parameters);
        } catch (JobExecutionException e) {
            throw new IllegalStateException("Spring Batch refuses to start " + parameters, e);
        }
    }

    /// What a dead process left behind would keep Spring Batch from starting: an instance without
    /// executions, or executions that look as if they ran.
    private void repair(JobInstance instance) {
        var executions = repository.getJobExecutions(instance);
        if (executions.isEmpty()) {
            repository.deleteJobInstance(instance);
        }
        executions.forEach(this::fail);
    }

    private void fail(JobExecution execution) {
        for (var step : execution.getStepExecutions()) {
            if (open(step.getStatus())) {
                step.setStatus(BatchStatus.FAILED);
                step.setEndTime(LocalDateTime.now(ZoneId.systemDefault()));
                repository.update(step);
            }
        }
        if (open(execution.getStatus())) {
            execution.setStatus(BatchStatus.FAILED);
            execution.setEndTime(LocalDateTime.now(ZoneId.systemDefault()));
            repository.update(execution);
        }
    }

    private static boolean open(BatchStatus status) {
        return status.isRunning() || status == BatchStatus.UNKNOWN;
    }
}
