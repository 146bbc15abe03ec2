package io.darkroom.job;

/// Which entries a run makes anew.
public enum Refresh {

    /// An entry that is unchanged since an earlier run reuses its output at no cost.
    CHANGED,
    /// Every entry is made and paid again.
    ALL
}
