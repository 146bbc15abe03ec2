package io.darkroom.cli;

import io.darkroom.batch.Runs;
import io.darkroom.intake.Planner;
import io.darkroom.ledger.Ledger;
import io.darkroom.storage.ObjectStore;
import java.nio.file.Path;

/// What commands need. Opened once, by the first command that asks, so that `--help` and usage
/// errors start no database; closed by whoever made it.
public interface Services {

    /// Starts, resumes, retries, stops and cancels runs.
    Runs runs();

    /// Says beforehand what a run would do and cost.
    Planner planner();

    /// Where every run and item stands.
    Ledger ledger();

    /// The bucket.
    ObjectStore store();

    /// The folder of the embedded servers' data, the spool and the logs.
    Path home();
}
