package io.darkroom.cli;

import io.darkroom.item.ItemState;
import io.darkroom.ledger.Counts;
import io.darkroom.report.Progress;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Progress as one line: `[████▌   ] 123/300 · 58.9/min · $7.38 · 2 failed · done 15:42`.
final class ProgressLine {

    private static final String EIGHTHS = " ▏▎▍▌▋▊▉█";
    private static final int WIDEST_BAR = 30;
    private static final int LEAST_BAR = 5;
    private static final DateTimeFormatter TODAY = DateTimeFormatter.ofPattern("HH:mm",
            Locale.ROOT);
    private static final DateTimeFormatter LATER = DateTimeFormatter.ofPattern("d MMM HH:mm",
            Locale.ROOT);

    private final Clock clock;
    private final int width;

    /// @param clock its zone is that of the forecast
    /// @param width most columns of the line
    ProgressLine(Clock clock, int width) {
        this.clock = clock;
        this.width = width;
    }

    /// With a bar, as far as it fits.
    String live(Progress progress) {
        return withBar(plain(progress), progress.done(), progress.counts().total(), width);
    }

    /// A text with a bar before it, as far as it fits.
    static String withBar(String text, long done, long total, int width) {
        int room = Math.min(WIDEST_BAR, width - Printable.width(text) - 3);
        var line = room < LEAST_BAR
                ? text
                : "[" + bar(done, Math.max(1, total), room) + "] " + text;
        return Printable.fit(line, width);
    }

    /// Without a bar.
    String plain(Progress progress) {
        var parts = new ArrayList<String>();
        parts.add(progress.done() + "/" + progress.counts().total());
        parts.add("%.1f/min".formatted(progress.perMinute()));
        parts.add(progress.counts().spent().toString());
        parts.addAll(troubles(progress.counts()));
        progress.forecast().ifPresent(time -> parts.add("done " + time(time)));
        return String.join(" · ", parts);
    }

    private static List<String> troubles(Counts counts) {
        var troubles = new ArrayList<String>();
        for (var state : List.of(ItemState.FAILED, ItemState.REJECTED, ItemState.UNKNOWN,
                ItemState.INVALID)) {
            if (counts.of(state) > 0) {
                troubles.add(counts.of(state) + " " + Words.wire(state));
            }
        }
        return troubles;
    }

    private String time(Instant instant) {
        var time = instant.atZone(clock.getZone());
        return time.toLocalDate().equals(LocalDate.now(clock))
                ? TODAY.format(time)
                : LATER.format(time);
    }

    private static String bar(long done, long total, int cells) {
        int eighths = (int) (Math.min(done, total) * cells * 8 / total);
        int full = eighths / 8;
        var bar = "█".repeat(full);
        return full == cells
                ? bar
                : bar + EIGHTHS.charAt(eighths % 8) + " ".repeat(cells - full - 1);
    }
}
