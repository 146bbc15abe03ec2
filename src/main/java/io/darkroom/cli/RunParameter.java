package io.darkroom.cli;

import picocli.CommandLine.Parameters;

/// The run that a command is about.
final class RunParameter {

    @Parameters(paramLabel = "RUN", description = "A run id, the end of one, or latest.")
    private String run = "";

    String text() {
        return run;
    }
}
