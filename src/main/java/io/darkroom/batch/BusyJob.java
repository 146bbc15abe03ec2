package io.darkroom.batch;

/// Another process works on the job; nothing was done. The command line exits with 75.
public final class BusyJob extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// @param message which job, and who holds it
    public BusyJob(String message) {
        super(message);
    }
}
