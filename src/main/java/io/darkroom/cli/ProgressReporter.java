package io.darkroom.cli;

import io.darkroom.item.ItemState;
import io.darkroom.item.RunId;
import io.darkroom.report.Progress;
import io.darkroom.report.Summaries;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Shows on stderr how a run gets on: a line that is redrawn on a terminal, otherwise a line now and
/// then. Thread-safe.
final class ProgressReporter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ProgressReporter.class);
    private static final Duration REDRAWN = Duration.ofMillis(250);
    private static final Duration PLAIN = Duration.ofSeconds(10);
    private static final Duration LAST = Duration.ofSeconds(5);
    private static final String CLEAR = "\r\u001b[K";
    // Counting a large run takes time; it may take this part of the database's at most.
    private static final int REST = 20;

    private final PrintStream err;
    private final ProgressLine line;
    private final Style style;
    private final Summaries summaries;
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable Thread thread;
    private @Nullable Progress shown;

    /// How progress is shown.
    private enum Style {
        NONE, PLAIN, LIVE
    }

    private ProgressReporter(Console console, Style style, Summaries summaries) {
        this.err = console.err();
        this.line = new ProgressLine(console.clock(), console.terminal().columns() - 1);
        this.style = style;
        this.summaries = summaries;
    }

    static ProgressReporter on(Console console, WorkOptions options, Summaries summaries) {
        if (options.quiet()) {
            return new ProgressReporter(console, Style.NONE, summaries);
        }
        return new ProgressReporter(console,
                console.terminal().stderr() ? Style.LIVE : Style.PLAIN, summaries);
    }

    /// Begins to watch a run; a second call does nothing.
    synchronized void begin(RunId run) {
        if (style != Style.NONE && thread == null) {
            err.println("Run " + run);
            thread = Thread.ofVirtual().name("progress").start(() -> watch(run));
        }
    }

    private void watch(RunId run) {
        try {
            var interval = style == Style.LIVE ? REDRAWN : PLAIN;
            while (!closed.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
                long before = System.nanoTime();
                look(run);
                var rest = Duration.ofNanos((System.nanoTime() - before) * REST);
                interval = rest.compareTo(interval) > 0 ? rest : interval;
            }
            look(run);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// A run goes on though nobody can count it now.
    private void look(RunId run) {
        try {
            show(summaries.progress(run));
        } catch (RuntimeException e) {
            LOG.debug("Progress of run {} is not shown this time", run, e);
        }
    }

    private synchronized void show(Progress progress) {
        shown = progress;
        if (style == Style.LIVE) {
            err.print(CLEAR + line.live(progress));
            err.flush();
        } else {
            err.println(line.plain(progress));
        }
    }

    /// Says that the run is being drained.
    ///
    /// @param how what follows
    synchronized void stopping(String how) {
        var progress = shown;
        var held = progress == null
                ? ""
                : " " + progress.counts().of(ItemState.CLAIMED)
                        + " items in hand,";
        err.println((style == Style.LIVE ? CLEAR : "") + "stopping:" + held + " " + how);
    }

    /// Shows the last state and ends the line.
    @Override
    public void close() {
        closed.countDown();
        Thread watching;
        synchronized (this) {
            watching = thread;
        }
        if (watching != null) {
            join(watching);
        }
    }

    private void join(Thread watching) {
        try {
            watching.join(LAST);
            err.print(style == Style.LIVE ? "\n" : "");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
