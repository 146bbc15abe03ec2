package io.darkroom.ledger;

import io.darkroom.item.RunId;
import io.darkroom.item.Sha256;
import io.darkroom.item.Usd;
import java.time.Instant;
import java.util.Optional;

/// A run as the ledger knows it.
///
/// @param definition the job as it was when the run began, in the form its writer chose
/// @param manifest the manifest as the user named it
/// @param folder what relative paths in the manifest are relative to
/// @param snapshot the copy of the manifest that ingest reads
/// @param inputHash hash of the manifest and of all that shapes its items
/// @param itemLimit take only the first so many entries; 0: all
/// @param ingested whether all entries are items
/// @param request what the operator asked the working process to do
/// @param halt why it was stopped by policy
/// @param estimate what its items were expected to cost when it began
/// @param resultsUrl where the results manifest is
/// @param resultsOf the run whose results these are: this one, or an earlier one that it repeats
public record RunRecord(RunId id, String job, RunState state, String definition, String manifest,
        String folder, String snapshot, Sha256 inputHash, long itemLimit, boolean ingested,
        Optional<Request> request, Optional<Halt> halt, Usd estimate, Optional<String> resultsUrl,
        Optional<RunId> resultsOf, Instant createdAt, Optional<Instant> startedAt, Optional<Instant> finishedAt) {

    /// What an operator can ask of the process that works on a run.
    public enum Request {

        /// Finish what is in flight and end.
        STOP,
        /// The same, and what was not sent is cancelled.
        CANCEL
    }
}
