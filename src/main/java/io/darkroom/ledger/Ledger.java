package io.darkroom.ledger;

import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The door to the ledger: each part owns one concern and its SQL. Safe for any number of threads.
public final class Ledger {

    private final RunBook runs;
    private final ItemLoader loader;
    private final CarryOver carryOver;
    private final Claims claims;
    private final Attempts attempts;
    private final Operations operations;
    private final Overview overview;
    private final Recount recount;
    private final Forecast forecast;
    private final Changes changes;
    private final SeenImages images;
    private final Workers workers;
    private final Balances balances;
    private final JobLocks locks;
    private final TransactionTemplate transaction;

    /// @param pool connections for short transactions
    /// @param single opens one connection of its own for each job lock; never a pool
    public Ledger(DataSource pool, DataSource single) {
        var jdbc = JdbcClient.create(pool);
        transaction = new TransactionTemplate(new JdbcTransactionManager(pool));
        runs = new RunBook(jdbc, transaction);
        loader = new ItemLoader(pool, jdbc);
        carryOver = new CarryOver(jdbc, transaction);
        claims = new Claims(pool, jdbc, transaction);
        attempts = new Attempts(jdbc, transaction);
        operations = new Operations(jdbc, transaction);
        overview = new Overview(pool, jdbc);
        recount = new Recount(pool, jdbc);
        forecast = new Forecast(jdbc);
        changes = new Changes(jdbc);
        images = new SeenImages(jdbc, transaction);
        workers = new Workers(jdbc);
        balances = new Balances(jdbc);
        locks = new JobLocks(single);
    }

    /// Runs and their states.
    public RunBook runs() {
        return runs;
    }

    /// Puts new items in, by COPY.
    public ItemLoader loader() {
        return loader;
    }

    /// What earlier runs of a job mean for a new one.
    public CarryOver carryOver() {
        return carryOver;
    }

    /// Gives items out and takes their consequences back.
    public Claims claims() {
        return claims;
    }

    /// Writes requests down before they are sent.
    public Attempts attempts() {
        return attempts;
    }

    /// What the operator asks for: retry, cancel.
    public Operations operations() {
        return operations;
    }

    /// Counts, money and listings; reads only.
    public Overview overview() {
        return overview;
    }

    /// Totals from single rows; reads only.
    public Recount recount() {
        return recount;
    }

    /// What a run will do.
    public Forecast forecast() {
        return forecast;
    }

    /// Why items are made again.
    public Changes changes() {
        return changes;
    }

    /// What input images were.
    public SeenImages images() {
        return images;
    }

    /// Who is working on a run.
    public Workers workers() {
        return workers;
    }

    /// The provider's balance around the executions of a run.
    public Balances balances() {
        return balances;
    }

    /// One owner for each job.
    public JobLocks locks() {
        return locks;
    }

    /// Does something and takes all of it back, so that what *would* happen can be looked at.
    ///
    /// @param rehearsal runs in one transaction on the calling thread
    public <T> T rehearse(Supplier<T> rehearsal) {
        return transaction.execute(status -> {
            status.setRollbackOnly();
            return rehearsal.get();
        });
    }
}
