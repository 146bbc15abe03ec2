package io.darkroom.render;

import io.darkroom.item.RunId;
import io.darkroom.ledger.Workers;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Workers of a run that did not end in good order, of which some may still wait for an answer:
/// those that cannot be seen from here, and those that are here and live.
record Predecessors(Workers workers) {

    private static final Logger LOG = LoggerFactory.getLogger(Predecessors.class);

    /// @param owner this worker
    List<String> perhapsAlive(RunId run, String owner) {
        var found = workers.unended(run).stream()
                .filter(worker -> !worker.id().equals(owner) && mayLive(worker)).toList();
        found.forEach(
                worker -> LOG.warn("Process {} on {} worked on run {} and may still live; what"
                        + " it has on the wire is looked at when no answer can come any more, in ten"
                        + " minutes at most", worker.pid(), worker.host(), run));
        return found.stream().map(Workers.Worker::id).toList();
    }

    private static boolean mayLive(Workers.Worker worker) {
        return !worker.host().equals(Workers.thisHost())
                || (worker.pid() != ProcessHandle.current().pid()
                        && ProcessHandle.of(worker.pid()).isPresent());
    }
}
