package io.darkroom.report;

/// What a command tells its caller; schedulers and scripts build on the numbers.
public enum ExitCode {

    /// All items succeeded.
    OK(0),
    /// Finished; some items failed, were rejected or are invalid. Of `verify`: there are differences.
    SOME_FAILED(1),
    /// Usage, configuration or manifest unusable; nothing was sent.
    UNUSABLE(2),
    /// Stopped by policy or by the operator; items are left or were cancelled.
    STOPPED(3),
    /// Finished; some items are UNKNOWN, perhaps billed.
    SOME_UNKNOWN(4),
    /// Database or storage unavailable.
    UNAVAILABLE(5),
    /// A bug (`EX_SOFTWARE` of BSD's sysexits.h).
    INTERNAL(70),
    /// Another process holds the job (`EX_TEMPFAIL` of BSD's sysexits.h).
    BUSY(75);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    /// The number that the process exits with.
    public int number() {
        return number;
    }

    /// What a run came to.
    ///
    /// A run that is not finished counts as stopped: whoever waits for its images waits on.
    public static ExitCode of(RunSummary summary) {
        if (summary.halt().isPresent()) {
            return halted(summary.halt().get().code());
        }
        return summary.pending() > 0 ? STOPPED : finished(summary);
    }

    private static ExitCode finished(RunSummary summary) {
        if (summary.unknown() > 0) {
            return SOME_UNKNOWN;
        }
        if (summary.troubled() > 0) {
            return SOME_FAILED;
        }
        return summary.cancelled() > 0 ? STOPPED : OK;
    }

    private static ExitCode halted(String reason) {
        return switch (reason) {
            case "STORAGE_UNAVAILABLE", "LEDGER_UNAVAILABLE", "SPOOL_BROKEN", "SPOOL_FULL" -> UNAVAILABLE;
            case "LOCK_LOST" -> BUSY;
            case "UNUSABLE_MANIFEST" -> UNUSABLE;
            case "INTERNAL" -> INTERNAL;
            default -> STOPPED;
        };
    }
}
