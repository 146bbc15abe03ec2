package io.darkroom.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.time.Clock;

/// Where commands write and read.
///
/// @param out results only
/// @param err progress, summaries, questions and complaints
/// @param clock its zone is that of the times shown
record Console(PrintStream out, PrintStream err, Terminal terminal, InputStream in, Clock clock) {

    Paint paint() {
        return terminal.stdout() ? Paint.ANSI : Paint.NONE;
    }
}
