package io.darkroom.job;

/// Whose earlier outputs a run may use where it makes only what changed.
public enum Reuse {

    /// Those of the job's own runs.
    JOB,
    /// Those of every job in the same database, for the same provider and model.
    ALL
}
