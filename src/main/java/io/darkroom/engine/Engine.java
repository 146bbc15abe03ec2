package io.darkroom.engine;

import io.darkroom.ledger.Claim;
import io.darkroom.ledger.Settlement;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Decides about the items of one run: what is sent, what an answer means, what is written down. The
/// door of the package.
///
/// [#handle(Claim)] may be called by any number of threads at once.
public final class Engine {

    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

    private final Ports ports;
    private final RunControl control;
    private final Hands hands;
    private final Rules rules;
    private final Shelf shelf;
    private final ItemTask task;

    /// @param control of the run, on the same permits
    public Engine(RenderOrder order, RunControl control, Ports ports) {
        this.ports = ports;
        this.control = control;
        this.hands = new Hands(ports.ledger());
        rules = new Rules(order.maxTries(), order.repeatUnknown(), ports.provider().keyWindow());
        shelf = new Shelf(ports.bucket(), rules, control, ports.clock(), order.patience());
        var stopRules = new StopRules(control, ports.permits(), ports.clock(), ports.random(),
                order.patience());
        task = new ItemTask(order, ports, control, stopRules, rules, shelf);
    }

    /// A new window on the run's items.
    ///
    /// @param size most items in hand at once
    /// @param start called with each claim; begins [#handle(Claim)] and returns
    public Window window(int size, Consumer<Claim> start) {
        return new Window(ports, hands, shelf, control, size, start);
    }

    /// Takes one claimed item from its claim to its settlement; blocks for as long as that takes.
    ///
    /// @return the consequence, to be handed to the window; empty if the item is somebody else's
    public Optional<Settlement> handle(Claim claim) {
        try {
            return task.run(claim);
        } catch (InterruptedException _) {
            return Optional.of(rules.later(claim, "Interrupted"));
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            LOG.error("Item {} of run {} could not be handled; it is looked at again",
                    claim.entryId(), claim.run(), e);
            return Optional.of(rules.broken(claim, e));
        }
    }
}
