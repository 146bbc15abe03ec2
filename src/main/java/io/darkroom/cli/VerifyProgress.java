package io.darkroom.cli;

import io.darkroom.report.Tally;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Shows on stderr how far a verification got: a line that is redrawn on a terminal and wiped at the
/// end, otherwise a line every ten seconds.
final class VerifyProgress implements AutoCloseable {

    private static final Duration REDRAWN = Duration.ofMillis(250);
    private static final Duration PLAIN = Duration.ofSeconds(10);
    private static final String CLEAR = "\r\u001b[K";

    private final PrintStream err;
    private final boolean live;
    private final int width;
    private final Tally tally;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().name("progress").unstarted(this::watch);

    private VerifyProgress(Console console, Tally tally) {
        this.err = console.err();
        this.live = console.terminal().stderr();
        this.width = console.terminal().columns() - 1;
        this.tally = tally;
    }

    static VerifyProgress on(Console console, Tally tally) {
        var progress = new VerifyProgress(console, tally);
        progress.thread.start();
        return progress;
    }

    private void watch() {
        try {
            var interval = live ? REDRAWN : PLAIN;
            while (!closed.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
                show();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void show() {
        if (live) {
            err.print(CLEAR + line(tally.numbers(), width));
            err.flush();
        } else {
            err.println(text(tally.numbers()));
        }
    }

    /// `[████▌   ] 123/300 items · 84.1 MB · 2 differences`, the bar as far as there is room.
    static String line(Tally.Numbers numbers, int width) {
        return ProgressLine.withBar(text(numbers), numbers.items(), numbers.total(), width);
    }

    private static String text(Tally.Numbers numbers) {
        return numbers.items() + "/" + numbers.total() + " items · " + Sizes.text(numbers.bytes())
                + (numbers.differences() == 0 ? "" : " · " + VerifyText.count(numbers));
    }

    /// Wipes the line.
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        err.print(live ? CLEAR : "");
    }
}
