package io.darkroom.batch;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/// Asks for the account's balance before the render step and after it, and writes both down. A
/// balance that cannot be had or kept stops nothing; one that shows that keys are billed again does.
final class BalanceListener implements StepExecutionListener {

    private static final Logger LOG = LoggerFactory.getLogger(BalanceListener.class);

    private final ActiveRun run;
    private OptionalLong execution = OptionalLong.empty();

    BalanceListener(ActiveRun run) {
        this.run = run;
    }

    @Override
    public void beforeStep(StepExecution step) {
        keep(() -> {
            if (run.ledger().claims().anyLeft(run.run().id())) {
                execution = run.balance().stream().mapToLong(balance -> run.ledger().balances()
                        .before(run.run().id(), balance, run.honoursKeys())).findFirst();
            }
        });
    }

    @Override
    public @Nullable ExitStatus afterStep(StepExecution step) {
        keep(() -> execution.ifPresent(id -> run.balance().ifPresent(balance -> {
            run.ledger().balances().after(id, balance);
            run.rendering().auditKeys(balance);
        })));
        return null;
    }

    private void keep(Runnable work) {
        try {
            work.run();
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("The balance of run {} cannot be written down: {}", run.run().id(),
                    e.getMessage());
        }
    }
}
