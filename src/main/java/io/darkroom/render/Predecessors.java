package io.darkroom.render;

import io.darkroom.item.RunId;
import io.darkroom.ledger.Ledger;
import io.darkroom.ledger.Workers;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Other workers of a run, none of which owns it any more.
record Predecessors(Ledger ledger) {

    private static final Logger LOG = LoggerFactory.getLogger(Predecessors.class);

    /// Takes back what they hold. What one of them may still have on the wire is not due before no
    /// answer can come any more.
    ///
    /// @param owner this worker, which has the lock
    void takeBack(RunId run, String owner) {
        int items = ledger.claims().recover(run, owner, perhapsAlive(run, owner));
        if (items > 0) {
            LOG.info("{} items of run {} were in the hands of a process that is gone", items, run);
        }
    }

    /// Those that did not end in good order and that cannot be seen from here, or are here and live.
    private List<String> perhapsAlive(RunId run, String owner) {
        return ledger.workers().unended(run).stream()
                .filter(worker -> !worker.id().equals(owner) && mayLive(worker))
                .map(Workers.Worker::id).toList();
    }

    private static boolean mayLive(Workers.Worker worker) {
        return !worker.host().equals(Workers.thisHost())
                || (worker.pid() != ProcessHandle.current().pid()
                        && ProcessHandle.of(worker.pid()).isPresent());
    }
}
