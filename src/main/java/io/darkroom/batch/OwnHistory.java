package io.darkroom.batch;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.dao.DataAccessException;

/// Spring Batch's records, changed by whoever owns the job and nobody else: a process that wakes up
/// late writes nothing over what its successor wrote. How it ended, its successor has written down.
final class OwnHistory {

    private static final Logger LOG = LoggerFactory.getLogger(OwnHistory.class);

    private final JobRepository records;
    private final BooleanSupplier owner;

    private OwnHistory(JobRepository records, BooleanSupplier owner) {
        this.records = records;
        this.owner = owner;
    }

    /// @param owner whether this process owns the job now
    static JobRepository of(JobRepository records, BooleanSupplier owner) {
        var history = new OwnHistory(records, owner);
        return (JobRepository) Proxy.newProxyInstance(OwnHistory.class.getClassLoader(),
                new Class<?>[]{JobRepository.class},
                (_, method, arguments) -> history.call(method, arguments));
    }

    private @Nullable Object call(Method method, Object[] arguments) throws Throwable {
        if (method.getName().startsWith("update") && !rows(arguments[0]) && disowned()) {
            LOG.info("Another process may own the job; not written down: {} of {}",
                    method.getName(), arguments[0].getClass().getSimpleName());
            return null;
        }
        try {
            return method.invoke(records, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /// Whether the job is surely not ours. Where the database cannot be asked, what was to be written
    /// fails by itself.
    private boolean disowned() {
        try {
            return !owner.getAsBoolean();
        } catch (IllegalStateException | DataAccessException _) {
            return false;
        }
    }

    /// The position in the manifest goes with the rows before it: where it cannot be written, they
    /// must not be.
    private static boolean rows(Object execution) {
        return execution instanceof StepExecution step && step.getStepName().equals("ingest");
    }
}
