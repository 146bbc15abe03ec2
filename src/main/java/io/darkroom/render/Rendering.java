package io.darkroom.render;

import io.darkroom.engine.Engine;
import io.darkroom.engine.Ports;
import io.darkroom.engine.RenderOrder;
import io.darkroom.engine.RunControl;
import io.darkroom.ledger.Attempts;
import io.darkroom.ledger.Ledger;
import io.darkroom.limit.PacedPermits;
import io.darkroom.provider.ImageProvider;
import io.darkroom.storage.ObjectStore;
import io.darkroom.storage.Sources;
import io.darkroom.storage.Spool;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/// The render step of one run in this process: the engine, its ports to the real world, and the
/// lanes that drive it. The door of the package.
public final class Rendering implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Rendering.class);

    private final RunControl control;
    private final AttemptJournal journal;
    private final KeyAudit audit;
    private final Spool spool;
    private final Attempts attempts;
    private final Pulse pulse;
    private final List<Lane> lanes;

    /// Takes back what dead workers held and makes the lanes ready; sends nothing yet.
    ///
    /// @param owner this worker's name, entered in the ledger
    /// @param lanes how many, at least 1
    /// @param lockHeld whether this process holds the job's lock, perhaps again
    public Rendering(RenderOrder order, String owner, int lanes, Ledger ledger,
            ImageProvider provider, Spool spool, ObjectStore store, Sources sources,
            BooleanSupplier lockHeld, RandomGenerator random) {
        this(order, owner, lanes, ledger, provider, spool, store, sources, lockHeld, random,
                UnaryOperator.identity());
    }

    /// @param through what the engine's ports pass through, such as one that ends the process at a
    /// given point
    Rendering(RenderOrder order, String owner, int lanes, Ledger ledger, ImageProvider provider,
            Spool spool, ObjectStore store, Sources sources, BooleanSupplier lockHeld,
            RandomGenerator random, UnaryOperator<Ports> through) {
        var permits = new PacedPermits(order.requestsPerMinute(), order.concurrency(),
                System::nanoTime);
        var clock = new SystemClock();
        var fence = new Fence(clock);
        control = new RunControl(permits);
        journal = new AttemptJournal(ledger.attempts(), control);
        audit = new KeyAudit(order.run(), ledger.balances(), provider, control);
        var ports = new Ports(new RunLedger(order.run(), owner, ledger.claims(), journal, audit),
                provider, DiskSpool.of(spool, order.concurrency()), new RunBucket(store, spool),
                new Inputs(order, provider.name(), sources), permits, fence, clock, random);
        var engine = new Engine(order, control, through.apply(ports));
        new Predecessors(ledger).takeBack(order.run(), owner);
        this.spool = spool;
        attempts = ledger.attempts();
        sweep();
        pulse = new Pulse(ledger, order.run(), owner, lockHeld, fence, control,
                order.patience());
        int window = window(order.concurrency(), lanes);
        this.lanes = IntStream.range(0, lanes)
                .mapToObj(_ -> new Lane(engine, control, window, order.patience())).toList();
    }

    /// A lane by its number, from 0.
    public Lane lane(int number) {
        return lanes.get(number);
    }

    /// Stops the run and says why it stopped.
    public RunControl control() {
        return control;
    }

    /// Stops the run if what is on the provider's account shows that it bills repeated keys again.
    ///
    /// @param balance in US dollars, of now
    public void auditKeys(BigDecimal balance) {
        audit.look(balance);
    }

    /// Gives requests on the wire up: their items become unknown. For when there is no time left.
    public void abort() {
        control.drain();
        lanes.forEach(Lane::abort);
    }

    @Override
    public void close() {
        pulse.close();
        journal.close();
        try {
            sweep();
        } catch (DataAccessException | TransactionException e) {
            LOG.info("The spool is swept by the next start: {}", e.getMessage());
        }
    }

    /// Removes what was left by a process that died between a settlement and its tidying, or by this
    /// one where it did not hear that a settlement was written down.
    private void sweep() {
        for (var settled : attempts.settled(spool.attempts())) {
            var file = spool.open(settled.attempt());
            if (!settled.unknown() || file.sealed().isEmpty()) {
                file.discard();
            }
        }
    }

    /// A lane's share of the calls at once, and twice that claimed ahead, so that a permit never
    /// waits for the ledger.
    private static int window(int concurrency, int lanes) {
        int share = (concurrency + lanes - 1) / lanes;
        return Math.max(8, 3 * share);
    }
}
